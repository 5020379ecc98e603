// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/repair_sheet.h"

#include <QObject>
#include <QSet>
#include <QString>

#include <cstdint>
#include <map>
#include <vector>

namespace dockhand::ui {

/// A rejected record as the person has it now.
struct Correction
{
    report::CorrectedRecord record;
    QString text;        ///< of one that was typed anew as a whole
    bool isText = false; ///< the text is what counts
    bool isWhole = true; ///< it has the fields of the header: it may come in
};

/// Records that were corrected and are not in yet, for each database those of its own. Kept as long
/// as the program runs.
class Corrections final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Whose corrections are meant from now on.
    void setTarget(const QString &target);

    [[nodiscard]] const Correction *find(std::int64_t rejectId) const;
    void keep(Correction correction);
    void drop(std::int64_t rejectId);
    void drop(const std::vector<report::CorrectedRecord> &records);

    /// Those that may come in.
    [[nodiscard]] std::vector<report::CorrectedRecord> whole() const;
    [[nodiscard]] QSet<std::int64_t> wholeIds() const;
    /// Of all databases, also those that are not whole yet.
    [[nodiscard]] int countAll() const;

Q_SIGNALS:
    void changed();

private:
    std::map<QString, std::map<std::int64_t, Correction>> m_all;
    QString m_target;
};

} // namespace dockhand::ui
