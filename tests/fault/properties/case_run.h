// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger/ledger_records.h"
#include "tests/fault/properties/import_case.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace dockhand::fault {

/// How much cases put to the test.
struct CaseFigures
{
    int disturbed = 0;         ///< attempts that were cut short
    int resumed = 0;           ///< files that an attempt went on with in their midst
    ledger::Counts records;    ///< what became of them
    QMap<QString, int> issues; ///< of rejected ones, by code

    CaseFigures &operator+=(const CaseFigures &other);
};

/// For people, in some lines.
[[nodiscard]] QString figuresText(const CaseFigures &figures);

/// Plays one case in a folder of its own and compares what it leaves behind with the reference.
class CaseRun final
{
public:
    /// `program`: import_properties, which runs the attempts that are to be killed.
    CaseRun(const ImportCase &importCase, const QString &folder, const QString &program);

    /// Writes the files and imports them to the end, with all that comes between. Returns what is
    /// wrong; empty: nothing.
    [[nodiscard]] QString play();

    /// One attempt of one round in this process, cancelled if the disturbance says so. Returns what
    /// is wrong with its result.
    [[nodiscard]] QString attempt(int round, int attempt, const Disturbance &disturbance = {});

    /// Whether the last attempt came to its end.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    [[nodiscard]] const CaseFigures &figures() const { return m_figures; }

private:
    [[nodiscard]] QString path(const QString &name) const;
    [[nodiscard]] bool writeFiles() const;
    [[nodiscard]] QString playRound(int round);
    [[nodiscard]] QString attemptApart(int round, int attempt, const Disturbance &disturbance);

    const ImportCase &m_case;
    QString m_folder;
    QString m_program;
    bool m_isComplete = false;
    CaseFigures m_figures;
};

/// What came of many cases.
struct CasesOutcome
{
    int cases = 0;
    CaseFigures figures;
    QStringList failures; ///< with the command that shows each again
};

/// The cases of `cases` seeds from `seed` on. Files and databases of failed ones stay in `folder`.
[[nodiscard]] CasesOutcome playCases(std::uint64_t seed, int cases, const QString &folder,
                                     const QString &program);

} // namespace dockhand::fault
