// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/import_contestants.h"

#include <optional>
#include <vector>

namespace dockhand::bench {

/// The names of all cases, in the order of README.md.
[[nodiscard]] QStringList caseNames();

/// Makes the contests of a case, with the files they need.
class ImportCases final
{
public:
    explicit ImportCases(const BenchSettings &settings)
        : m_settings(settings)
        , m_files(settings.work)
        , m_contestants(settings)
    {
    }

    /// Empty when files or databases could not be made. The contests may be held as long as this
    /// object lives.
    [[nodiscard]] std::vector<Contest> make(const QString &name);

private:
    std::vector<Contest> newDatabase(const QString &id, int files, std::int64_t rows);
    std::vector<Contest> again();
    std::vector<Contest> dirty();
    std::vector<Contest> filled();
    std::vector<Contest> small();
    std::vector<Contest> bad();
    std::vector<Contest> cores();
    std::vector<Contest> big();
    std::vector<Contest> reading();
    std::vector<Contest> ledger();
    std::vector<Contest> undo();

    Contest contest(const QString &id, const QString &title) const;
    const OrderSet *setA();
    std::optional<Contest> filledWith(const OrderSet &set, std::int64_t records);

    const BenchSettings &m_settings;
    OrderFiles m_files;
    ImportContestants m_contestants;
};

} // namespace dockhand::bench
