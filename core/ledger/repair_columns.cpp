// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/repair_columns.h"

#include "core/base/text.h"

#include <algorithm>

namespace dockhand::ledger {

using namespace Qt::StringLiterals;

QString rejectColumn()
{
    return u"dockhand_reject"_s;
}

QString reasonsColumn()
{
    return u"dockhand_reasons"_s;
}

QString restColumn()
{
    return u"dockhand_rest"_s;
}

bool isRepairSheet(std::span<const std::string> header)
{
    static const auto ours = rejectColumn();
    constexpr auto kDelimiters = ",;\t|"_L1;
    return std::any_of(header.begin(), header.end(), [&](const std::string &field) {
        const auto name = toQString(field).trimmed();
        return name.startsWith(ours)
            && (name.size() == ours.size() || kDelimiters.contains(name[ours.size()]));
    });
}

} // namespace dockhand::ledger
