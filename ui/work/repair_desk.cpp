// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/repair_desk.h"

#include "ui/errors/error_words.h"

#include <QDir>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

RepairDesk::RepairDesk(ImportSession &session, ErrorPanel &errors, NoticeBar &notice, LogPanel &log,
                       const Format &format)
    : m_session(session)
    , m_errors(errors)
    , m_notice(notice)
    , m_log(log)
    , m_format(format)
{
    connect(&m_work, &RepairWork::noted, &m_log, &LogPanel::add);
    connect(&m_work, &RepairWork::finished, this, &RepairDesk::onFinished);
    connect(&errors, &ErrorPanel::bringInWanted, this, &RepairDesk::bringInCorrected);
    connect(&errors, &ErrorPanel::sheetChosen, this, &RepairDesk::bringInSheet);
    connect(&errors, &ErrorPanel::exportedForRepair, this, &RepairDesk::onExported);
}

bool RepairDesk::begin(const QString &text)
{
    if (m_session.isRunning() || m_session.status().phase == Phase::Held) {
        return false;
    }
    m_session.hold();
    m_notice.offer(text, tr("C&ancel"), [this] { cancel(); });
    m_log.add(text);
    return true;
}

void RepairDesk::bringInCorrected()
{
    m_errors.commit();
    auto records = m_errors.corrections().whole();
    const int count = static_cast<int>(records.size());
    if (count > 0
        && begin(
            tr("Importing %1 corrected record(s)…", nullptr, count).arg(m_format.count(count)))) {
        m_records = records;
        m_work.bringIn(m_session.target(), std::move(records));
    }
}

void RepairDesk::bringInSheet(const QString &path)
{
    if (begin(tr("Importing the corrected records of %1…").arg(shownFileName(path)))) {
        m_records.clear();
        m_work.bringInSheet(m_session.target(), path);
    }
}

void RepairDesk::cancel()
{
    m_work.cancel();
}

void RepairDesk::onFinished(const RepairOutcome &outcome)
{
    if (outcome.error && outcome.error->code != ErrorCode::RunCancelled) {
        m_notice.tell(ErrorWords::text(*outcome.error));
        m_log.add(ErrorWords::text(*outcome.error));
    } else if (outcome.isCancelled) {
        const QString text = tr("Cancelled. Corrected records that are not in are kept here.");
        m_notice.tell(text);
        m_log.add(text);
    } else {
        m_errors.corrections().drop(m_records);
        const QString text = told(outcome);
        const bool isAllIn = outcome.stillRejected == 0 && outcome.leftOut == 0;
        isAllIn ? m_notice.inform(text) : m_notice.tell(text);
        m_log.add(text);
    }
    m_records.clear();
    m_session.release();
    m_errors.restart();
    Q_EMIT ended();
}

QString RepairDesk::told(const RepairOutcome &outcome) const
{
    QStringList runs;
    for (const std::int64_t run : outcome.runs) {
        runs << QString::number(run);
    }
    const int in = static_cast<int>(outcome.in);
    QStringList sentences { //: %2 are numbers of runs
                            tr("%1 corrected record(s) are in, by run %2.", nullptr, in)
                                .arg(m_format.count(in), runs.join(u", "_s))
    };
    if (outcome.stillRejected > 0) {
        const int again = static_cast<int>(outcome.stillRejected);
        sentences << tr("%1 were rejected again; the list says why.", nullptr, again)
                         .arg(m_format.count(again));
    }
    if (outcome.alreadyIn > 0) {
        const int before = static_cast<int>(outcome.alreadyIn);
        sentences << tr("%1 were brought in by an earlier repair.", nullptr, before)
                         .arg(m_format.count(before));
    }
    if (outcome.leftOut > 0) {
        const int left = static_cast<int>(outcome.leftOut);
        sentences << tr("%1 are left out: unchanged, or of a channel that the import left out.",
                        nullptr, left)
                         .arg(m_format.count(left));
    }
    return sentences.join(u' ');
}

void RepairDesk::onExported(const QStringList &paths, qint64 records)
{
    QString text = tr("There is nothing to repair.");
    if (!paths.isEmpty()) {
        QStringList names;
        for (const QString &path : paths) {
            names << QDir::toNativeSeparators(path);
        }
        text = tr("Exported %1 rejected record(s) for repair to %2.", nullptr,
                  static_cast<int>(records))
                   .arg(m_format.count(records), names.join(u", "_s));
    }
    m_notice.inform(text);
    m_log.add(text);
}

} // namespace dockhand::ui
