// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/errors/error_panel.h"
#include "ui/format.h"
#include "ui/import_session.h"
#include "ui/log/log_panel.h"
#include "ui/notice_bar.h"
#include "ui/work/repair_work.h"

#include <QObject>

#include <vector>

namespace dockhand::ui {

/// Brings corrected records in when the person wants it, from the Errors tab or from a sheet, and
/// tells what became of them in the notice bar, the log and the tab. The session is held meanwhile.
class RepairDesk final : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it.
    RepairDesk(ImportSession &session, ErrorPanel &errors, NoticeBar &notice, LogPanel &log,
               const Format &format);

    void bringInCorrected();
    void bringInSheet(const QString &path);
    [[nodiscard]] bool isRunning() const { return m_work.isRunning(); }
    void cancel();

Q_SIGNALS:
    void ended();

private:
    [[nodiscard]] bool begin(const QString &text);
    void onFinished(const RepairOutcome &outcome);
    void onExported(const QStringList &paths, qint64 records);
    [[nodiscard]] QString told(const RepairOutcome &outcome) const;

    ImportSession &m_session;
    ErrorPanel &m_errors;
    NoticeBar &m_notice;
    LogPanel &m_log;
    Format m_format;
    RepairWork m_work;
    std::vector<report::CorrectedRecord> m_records; ///< that are being brought in
};

} // namespace dockhand::ui
