// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_view.h"

#include "app/cli/console.h"
#include "app/cli/terminal.h"
#include "core/base/text.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QJsonValue>
#include <QLocale>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace dockhand::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kBarCells = 24;

double seconds(const engine::RunProgress &progress)
{
    return static_cast<double>(progress.elapsedNs) / 1e9;
}

std::optional<double> secondsLeft(const engine::RunProgress &progress)
{
    const auto done = progress.share();
    if (done < 0.01 || seconds(progress) < 0.5)
        return std::nullopt;
    return seconds(progress) / done * (1 - done);
}

double recordsPerSecond(const engine::RunProgress &progress)
{
    return seconds(progress) > 0 ? static_cast<double>(progress.committed) / seconds(progress) : 0;
}

QString durationText(double duration)
{
    const auto whole = std::lround(duration);
    if (whole < 60)
        return ProgressView::tr("%1 s").arg(whole);
    if (whole < 3600)
        return ProgressView::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return ProgressView::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

void writeRaw(const QString &text)
{
    const auto bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
    std::fflush(stderr);
}

} // namespace

std::optional<ProgressMode> progressModeFromName(const QString &name)
{
    if (name == "auto"_L1)
        return isErrorTerminal() ? ProgressMode::Bar : ProgressMode::None;
    if (name == "bar"_L1)
        return ProgressMode::Bar;
    if (name == "json"_L1)
        return ProgressMode::Json;
    if (name == "none"_L1)
        return ProgressMode::None;
    return std::nullopt;
}

ProgressView::ProgressView(ProgressMode mode, const engine::ProgressBoard &board, QObject *parent)
    : QObject(parent)
    , m_mode(mode)
    , m_board(board)
{
    if (m_mode == ProgressMode::None)
        return;
    connect(&m_timer, &QTimer::timeout, this, &ProgressView::show);
    m_timer.start(m_mode == ProgressMode::Bar ? 100ms : 500ms);
}

void ProgressView::show()
{
    const auto progress = m_board.progress();
    if (m_mode == ProgressMode::Bar)
        showBar(progress);
    else
        showJson(progress);
}

void ProgressView::showBar(const engine::RunProgress &progress)
{
    const QLocale locale;
    const auto filled = static_cast<int>(progress.share() * kBarCells);
    QStringList parts;
    parts << u'[' + QString(filled, u'#') + QString(kBarCells - filled, u'.') + u']';
    parts << tr("%1 %").arg(static_cast<int>(progress.share() * 100), 3);
    parts << tr("%1 of %2 files")
                 .arg(locale.toString(progress.filesFinal), locale.toString(progress.files));
    parts << tr("%1 records").arg(locale.toString(progress.committed));
    parts << tr("%1/s").arg(locale.toString(static_cast<qlonglong>(recordsPerSecond(progress))));
    if (progress.counts.rejected > 0)
        parts << tr("%1 rejected").arg(locale.toString(progress.counts.rejected));
    if (const auto left = secondsLeft(progress))
        parts << tr("%1 left").arg(durationText(*left));
    m_hasBar = true;
    // Back to the first column, the line, and erase what was longer before.
    writeRaw(u'\r' + parts.join(u"  "_s).left(errorTerminalWidth() - 1) + u"\x1b[K"_s);
}

void ProgressView::showJson(const engine::RunProgress &progress)
{
    const auto number = [](std::int64_t value) { return QJsonValue(static_cast<qint64>(value)); };
    const auto left = secondsLeft(progress);
    printErrorJson({
        { u"event"_s, u"progress"_s },
        { u"elapsed_ms"_s, number(progress.elapsedNs / 1'000'000) },
        { u"files"_s, number(progress.files) },
        { u"files_final"_s, number(progress.filesFinal) },
        { u"bytes"_s, number(progress.bytesTotal) },
        { u"bytes_read"_s, number(progress.bytesRead) },
        { u"read"_s, number(progress.counts.read) },
        { u"committed"_s, number(progress.committed) },
        { u"inserted"_s, number(progress.counts.inserted) },
        { u"updated"_s, number(progress.counts.updated) },
        { u"duplicate"_s, number(progress.counts.duplicate) },
        { u"filtered"_s, number(progress.counts.filtered) },
        { u"rejected"_s, number(progress.counts.rejected) },
        { u"records_per_second"_s, number(static_cast<std::int64_t>(recordsPerSecond(progress))) },
        { u"eta_ms"_s, left ? number(static_cast<std::int64_t>(*left * 1000)) : QJsonValue() },
        { u"resident_bytes"_s, number(progress.residentBytes) },
    });
}

void ProgressView::clearBar()
{
    if (m_hasBar)
        writeRaw(u"\r\x1b[K"_s);
    m_hasBar = false;
}

void ProgressView::note(const QString &line)
{
    clearBar();
    if (m_mode == ProgressMode::Json)
        printErrorJson({ { u"event"_s, u"note"_s }, { u"text"_s, line } });
    else
        printError(printable(line));
}

void ProgressView::finish()
{
    m_timer.stop();
    if (m_mode == ProgressMode::Json)
        showJson(m_board.progress());
    clearBar();
}

} // namespace dockhand::cli
