// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// bench_import: times whole imports by dockhand-cli, and reading alone, beside their peers.
// See README.md beside this file.

#include "tests/bench/bench_report.h"
#include "tests/bench/import_cases.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace dockhand;

namespace {

bool writeText(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.flush();
}

// Each case's files go before the next one's come, so that the disk need not hold all of them.
bool holdCase(const bench::BenchSettings &settings, const QString &name, bench::BenchReport &report)
{
    const QTemporaryDir folder(settings.work + QLatin1String("/bench-import-XXXXXX"));
    auto here = settings;
    here.work = folder.path();
    bench::ImportCases cases(here);
    const auto contests = cases.make(name);
    if (!folder.isValid() || contests.empty()) {
        std::fprintf(stderr, "%s: its files could not be made\n", qPrintable(name));
        return false;
    }
    for (const auto &contest : contests) {
        const auto series = bench::hold(contest);
        if (!series)
            return false;
        report.add(contest, *series);
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto settings = bench::readSettings(QCoreApplication::arguments());
    bench::BenchReport report;
    bool isGood = true;
    for (const auto &name : settings.cases)
        isGood = holdCase(settings, name, report) && isGood;
    std::printf("%s", qPrintable(report.toMarkdown()));
    if (!settings.json.isEmpty())
        isGood = writeText(settings.json, report.toJson()) && isGood;
    if (!settings.markdown.isEmpty())
        isGood = writeText(settings.markdown, report.toMarkdown().toUtf8()) && isGood;
    return isGood ? 0 : 1;
}
