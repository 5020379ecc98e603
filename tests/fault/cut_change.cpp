// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/cut_change.h"

#include "core/base/failpoint.h"
#include "tests/fault/database_dump.h"
#include "tests/fault/database_look.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

#ifndef NDEBUG
constexpr int kCutExit = kFailpointExit;
#else
constexpr int kCutExit = -1; // no failpoints in this build
#endif

bool hasLog(const QString &database)
{
    return QFileInfo(database + u"-journal"_s).size() > 0
        || QFileInfo(database + u"-wal"_s).size() > 0;
}

QString temporaryFolder(const QString &work)
{
    return work + u".tmp"_s;
}

} // namespace

bool Change::begin() const
{
    QDir(temporaryFolder(work)).removeRecursively();
    return copyDatabase(before, work) && QDir().mkpath(temporaryFolder(work));
}

CliResult Change::run(int killAfterMs, const QStringList &variables) const
{
    return runProgram(program, arguments, killAfterMs,
                      variables + QStringList { u"TMPDIR="_s + temporaryFolder(work) });
}

QString Change::faultOf(const CliResult &end) const
{
    auto fault = faultAtEnd(end);
    const QFileInfo file(work);
    const auto left = file.dir().entryList({ file.fileName() + u"-*"_s }, QDir::Files)
        + QDir(temporaryFolder(work)).entryList(QDir::Files | QDir::Hidden);
    if (!left.isEmpty())
        fault += u"\nleft behind: "_s + left.join(u' ');
    return fault;
}

QMap<QString, int> failpointsOf(const Change &change, const QString &list)
{
    QMap<QString, int> passes;
    if (!change.begin())
        return passes;
    const auto end = change.run(-1, { u"DOCKHAND_FAIL_LIST="_s + list });
    QFile file(list);
    if (!change.faultOf(end).isEmpty() || !file.open(QIODevice::ReadOnly))
        return passes;
    for (const auto &line : file.readAll().split('\n')) {
        const auto parts = line.split(' ');
        if (parts.size() == 2)
            passes.insert(QString::fromLatin1(parts[0]), parts[1].toInt());
    }
    return passes;
}

QString cutAt(const Change &change, const QString &failpoint)
{
    if (!change.begin())
        return u"the database cannot be copied"_s;
    const auto cut = change.run(-1, { u"DOCKHAND_FAIL_AT="_s + failpoint });
    // How often some places are passed depends on the threads; then it just ends.
    if (cut.exitCode != kCutExit)
        return failpoint.endsWith(u":1"_s)
            ? u"it was not cut off, but ended with %1: %2"_s.arg(cut.exitCode)
                  .arg(QString::fromUtf8(cut.errorText))
            : change.faultOf(cut);
    if (const auto fault = change.faultWhenCut(); !fault.isEmpty())
        return u"when it was cut off: "_s + fault;
    return change.faultOf(change.run());
}

QString playRound(const Change &change, int mostKills, std::mt19937 &random, CutCounts &counts)
{
    ++counts.rounds;
    if (!change.begin())
        return u"the database cannot be copied"_s;
    QElapsedTimer timer;
    timer.start();
    const auto undisturbed = change.run();
    const auto wholeMs = static_cast<double>(timer.elapsed());
    if (auto fault = change.faultOf(undisturbed); !fault.isEmpty())
        return u"undisturbed: "_s + fault;
    if (!change.begin())
        return u"the database cannot be copied"_s;
    const auto before = dumpOf(change.work, change.work + u".look"_s);
    // From when it begins to work to a while after its usual end.
    std::uniform_real_distribution<double> share(0.1, 1.3);
    for (;;) {
        const auto moment = std::max(1, static_cast<int>(wholeMs * share(random)));
        const auto result = change.run(counts.kills < mostKills ? moment : -1);
        if (!result.wasKilled)
            return change.faultOf(result);
        ++counts.kills;
        counts.killsWithLog += hasLog(change.work) ? 1 : 0;
        if (const auto fault = change.faultWhenCut(); !fault.isEmpty())
            return u"killed after %1 ms: %2"_s.arg(moment).arg(fault);
        counts.killsInChange += dumpOf(change.work, change.work + u".look"_s) == before ? 0 : 1;
    }
}

} // namespace dockhand::fault
