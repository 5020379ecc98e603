// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/reject_log.h"
#include "core/ledger/issue_json.h"
#include "core/profile/recogniser.h"

#include <QByteArray>

#include <string>
#include <string_view>
#include <vector>

namespace dockhand::engine {

/// Longer values are cut in the ledger; the raw record has them whole.
inline constexpr std::size_t kMostValueBytes = 1024;

/// Puts the issues of one reject after the other into the ledger's form. No allocation per reject
/// once warm, unless a value is not ASCII. One thread.
class RejectJson final
{
public:
    /// Valid until the next call. `binding` is that of the reject's file and stays alive.
    [[nodiscard]] std::string_view of(const LoggedReject &reject,
                                      const profile::ProfileBinding &binding);

private:
    [[nodiscard]] std::string_view fieldName(const profile::ProfileBinding &binding, int column);
    [[nodiscard]] std::string_view valid(std::string_view value);

    const profile::ProfileBinding *m_binding = nullptr; ///< of the names
    std::vector<QByteArray> m_names;                    ///< of the first fields
    std::vector<QByteArray> m_mended;
    std::vector<ledger::IssueView> m_issues;
    std::string m_json;
};

} // namespace dockhand::engine
