// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/import_fixture.h"

#include <QFileInfo>
#include <QTest>

using namespace dockhand;
using namespace dockhand::engine;
using namespace dockhand::test;
using namespace Qt::StringLiterals;
using ledger::FileState;
using ledger::RunState;

namespace {

constexpr int kRecords = 60'000;
constexpr int kBad = kRecords - 3;

// Large enough to be read ahead of its conversion; two blank lines stand before the bad record.
QString largeFile(ImportFixture &fixture)
{
    auto content = ImportFixture::header();
    for (int i = 1; i <= kRecords; ++i) {
        if (i == kBad)
            content += "\n\n";
        content += ImportFixture::record(i, u"K%1"_s.arg(i / 3), u"S%1"_s.arg(i % 3),
                                         i == kBad ? u"many"_s : u"1"_s);
    }
    return fixture.write(u"large.csv"_s, content);
}

} // namespace

/// One large file alone, which is read in one thread and converted in another.
class TestLargeFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesAreExact();
    void cancelledRunGoesOnAtItsWatermark();
};

void TestLargeFile::placesAreExact()
{
    ImportFixture f;
    const auto path = largeFile(f);
    QVERIFY(QFileInfo(path).size() > 8 << 20);
    const auto result = f.import({ path });
    QCOMPARE(result.state, RunState::Partial);
    QCOMPARE(result.counts.read, std::int64_t { kRecords });
    QCOMPARE(result.counts.inserted, std::int64_t { kRecords - 1 });
    QCOMPARE(result.counts.rejected, std::int64_t { 1 });
    const auto &reject = result.files[0].firstRejects.at(0);
    QCOMPARE(reject.record, std::int64_t { kBad });
    QCOMPARE(reject.line, std::int64_t { 1 + kBad + 2 });
}

void TestLargeFile::cancelledRunGoesOnAtItsWatermark()
{
    ImportFixture undisturbed;
    (void)undisturbed.import({ largeFile(undisturbed) });
    ImportFixture f;
    const auto path = largeFile(f);
    const auto small = [](ImportOptions &options) {
        options.plan.chunkRows.value = 500;
        options.plan.windowRows = 4'000;
    };
    const auto first = f.import({ path }, small, [](ImportRun &run) { cancelAfter(run, 4'000); });
    QCOMPARE(first.state, RunState::Cancelled);
    const auto last = f.import({ path }, small);
    QVERIFY(last.files[0].resumedAtRecord >= 4'000);
    QCOMPARE(last.state, RunState::Partial);
    QVERIFY(f.dump() == undisturbed.dump());
}

QTEST_GUILESS_MAIN(TestLargeFile)
#include "tst_large_file.moc"
