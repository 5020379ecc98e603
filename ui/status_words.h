// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/format.h"
#include "ui/import_session.h"
#include "ui/tiles/tile.h"

#include <QCoreApplication>

namespace dockhand::ui {

/// What the tiles and the status bar say of a session: in the future before a run, in the present
/// during it, in the past after it.
class StatusWords final
{
    Q_DECLARE_TR_FUNCTIONS(StatusWords)

public:
    StatusWords(const SessionStatus &status, const Format &format);

    [[nodiscard]] TileText time() const;
    [[nodiscard]] TileText records() const;
    [[nodiscard]] TileText speed() const;
    [[nodiscard]] TileText memory() const;
    [[nodiscard]] QString statusLine() const;
    /// The line of the log when a run has ended.
    [[nodiscard]] QString logLine() const;
    /// Why Start cannot be pressed.
    [[nodiscard]] QString whyNoStart() const;
    /// "2,361,911 in · 49,911 duplicate · 681 rejected": adds up to the records.
    [[nodiscard]] QString balance(const ledger::Counts &counts) const;

private:
    [[nodiscard]] bool isBefore() const;
    [[nodiscard]] bool isDuring() const;
    [[nodiscard]] bool isAfter() const;
    [[nodiscard]] QString onTrack() const;
    [[nodiscard]] QString timeLeft() const;
    [[nodiscard]] QString pressure() const;
    [[nodiscard]] QString outcome() const;
    [[nodiscard]] QString rejects() const;
    [[nodiscard]] QString looking() const;
    [[nodiscard]] static QString atWork();
    [[nodiscard]] QString ready() const;
    [[nodiscard]] std::int64_t skippedFiles() const;
    [[nodiscard]] bool isAllSkipped() const;
    [[nodiscard]] qint64 takenMs() const;

    const SessionStatus &m_status;
    const Format &m_format;
};

} // namespace dockhand::ui
