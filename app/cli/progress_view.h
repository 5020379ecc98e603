// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/progress_board.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace dockhand::cli {

/// How progress is shown on standard error.
enum class ProgressMode : std::uint8_t { None, Bar, Json };

/// "auto", "bar", "json", "none"; auto is the bar on a terminal and nothing elsewhere.
[[nodiscard]] std::optional<ProgressMode> progressModeFromName(const QString &name);

/// Shows a run's progress on standard error: a bar ten times a second, or a JSON line every 500 ms.
/// Reads the board, which must outlive it.
class ProgressView final : public QObject
{
    Q_OBJECT

public:
    ProgressView(ProgressMode mode, const engine::ProgressBoard &board, QObject *parent = nullptr);

    /// A line for the log; the bar makes room for it.
    void note(const QString &line);
    /// Shows the end (JSON) or takes the bar away.
    void finish();

private:
    void show();
    void showBar(const engine::RunProgress &progress);
    void showJson(const engine::RunProgress &progress);
    void clearBar();

    ProgressMode m_mode;
    const engine::ProgressBoard &m_board;
    QTimer m_timer;
    bool m_hasBar = false;
};

} // namespace dockhand::cli
