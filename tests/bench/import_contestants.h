// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench_settings.h"
#include "tests/bench/contest.h"
#include "tests/bench/order_files.h"

namespace dockhand::bench {

/// The programs that import a set of order exports. Each one's result is checked by its number of
/// rows. Settings and sets must outlive them.
class ImportContestants final
{
public:
    explicit ImportContestants(const BenchSettings &settings)
        : m_settings(settings)
    {
    }

    /// dockhand-cli into a new database. `prefix` is a program with arguments to run it by
    /// (taskset); may be empty.
    [[nodiscard]] Contestant intoNew(const QString &name, const OrderSet &set,
                                     const QStringList &prefix = {}) const;
    /// dockhand-cli once more into the database that `intoNew` left: all are duplicates.
    [[nodiscard]] Contestant again(const QString &name, const OrderSet &set) const;
    /// dockhand-cli into a copy of the database `filled`.
    [[nodiscard]] Contestant intoFilled(const QString &name, const OrderSet &set,
                                        const QString &filled) const;

    /// `dockhand-cli undo` of the run that `intoFilled` made in the copy of `filled`.
    [[nodiscard]] Contestant undo(const QString &name, const OrderSet &set,
                                  const QString &filled) const;
    /// The engine into a new database, with what it writes into the ledger or without.
    [[nodiscard]] Contestant byEngine(const QString &name, const OrderSet &set,
                                      bool withLedger) const;

    /// sqlite3 .import into one untyped table of a new database.
    [[nodiscard]] Contestant untyped(const OrderSet &set) const;
    /// That, and from there into the typed tables that dockhand-cli makes.
    [[nodiscard]] Contestant typed(const OrderSet &set) const;
    /// sqlite3 from the untyped table of the database `staging` into a copy of `filled`.
    [[nodiscard]] Contestant transfer(const OrderSet &set, const QString &staging,
                                      const QString &filled) const;

    /// Makes a database by dockhand-cli, or one with the untyped table, to start from.
    [[nodiscard]] bool makeFilled(const OrderSet &set, const QString &database) const;
    [[nodiscard]] bool makeStaging(const OrderSet &set, const QString &database) const;

private:
    [[nodiscard]] QString path(const QString &name) const;
    [[nodiscard]] Cost importBy(const QStringList &prefix, const OrderSet &set,
                                const QString &database, bool isForced = false) const;
    [[nodiscard]] Cost runScript(const QByteArray &script, const QString &database) const;
    [[nodiscard]] QByteArray typedTables() const;

    const BenchSettings &m_settings;
};

} // namespace dockhand::bench
