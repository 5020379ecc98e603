// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/window_gatherer.h"

#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace dockhand;
using namespace dockhand::engine;
using namespace Qt::StringLiterals;
using profile::ImportProfile;
using profile::RowChunk;
using profile::ValueType;

namespace {

ImportProfile numbersProfile()
{
    ImportProfile profile;
    profile::TableSpec spec;
    spec.name = u"t"_s;
    spec.columns = { { u"n"_s, ValueType::Integer, 0, true } };
    spec.key = { 0 };
    profile.tables.push_back({ spec, {} });
    return profile;
}

/// A chunk of one table with these numbers and a reject for each of these texts.
std::unique_ptr<RowChunk> chunkOf(std::uint32_t file, const std::vector<std::int64_t> &numbers,
                                  const std::vector<std::string> &bad = {},
                                  std::int64_t firstRecord = 1)
{
    const auto spec = numbersProfile().tables[0].spec;
    auto chunk = std::make_unique<RowChunk>();
    chunk->tables.resize(1);
    auto &rows = chunk->tables[0];
    rows.reset(1);
    auto record = firstRecord;
    for (const auto number : numbers) {
        rows.append(file, record++);
        rows.setInteger(0, number);
        rows.setPrefix(profile::keyPrefix(spec, rows.back()));
    }
    for (const auto &text : bad) {
        profile::Rejection rejection;
        rejection.record = record++;
        rejection.line = rejection.record + 1;
        rejection.byte = rejection.record * 10;
        rejection.raw = { static_cast<std::uint32_t>(chunk->text.size()),
                          static_cast<std::uint32_t>(text.size()) };
        rejection.firstIssue = static_cast<std::uint32_t>(chunk->issues.size());
        rejection.issueCount = 2;
        chunk->text.append(text);
        chunk->issues.push_back({ ErrorCode::ValueNotInteger, 0, rejection.raw, 3 });
        chunk->issues.push_back({ ErrorCode::RowTooFewColumns, -1, {}, -1 });
        chunk->rejects.push_back(rejection);
    }
    chunk->recordsRead = record - firstRecord;
    chunk->end = { record * 100, record - 1, record };
    return chunk;
}

QString rowsOf(const Window &window)
{
    QStringList texts;
    for (const auto &table : window.tables()) {
        MergedRows merged(table.rows, window.spillFile(), MergedRows::kLeastReadBytes);
        const auto rows = merged.next(1000);
        if (!rows)
            return errorText(rows.error());
        for (const auto row : *rows)
            texts << u"%1@%2.%3"_s.arg(row.integer(0))
                         .arg(row.header().file)
                         .arg(row.header().record);
    }
    return texts.join(u' ');
}

QString rejectsOf(const Window &window)
{
    QStringList texts;
    const auto done = window.rejects().forEach(window.spillFile(), [&](const LoggedReject &reject) {
        texts << u"%1.%2:%3:%4=%5"_s.arg(reject.file)
                     .arg(reject.record)
                     .arg(reject.line)
                     .arg(reject.byte)
                     .arg(QString::fromUtf8(reject.raw.data(), qsizetype(reject.raw.size())));
        for (const auto &issue : reject.issues)
            texts.back() += u'!' + errorId(issue.code) + u'/' + QString::number(issue.column) + u'/'
                + QString::number(issue.byte) + u'/'
                + QString::fromUtf8(issue.value.data(), qsizetype(issue.value.size()));
        return Result<void>();
    });
    return done ? texts.join(u' ') : errorText(done.error());
}

} // namespace

/// A window keeps what its files bring in, in memory or spilled.
class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsAndMarksAreTheFiles();
    void contentIsTheSameSpilledOrNot_data();
    void contentIsTheSameSpilledOrNot();
    void spillingGivesTheChunksBack();
    void spillThatIsImpossibleLeavesEverything();
    void droppedFileEndsWithItsError();
    void windowEndsWhenHardlyAnythingIsGood();
    void windowsAreSmallerWhereMemoryWasRefused();

private:
    /// Records of the windows that a gatherer cuts out of these chunks of one file.
    std::vector<std::int64_t> gathered(std::vector<std::unique_ptr<RowChunk>> chunks,
                                       const WindowLimits &limits, int refusals = 0) const;

    ImportProfile m_profile = numbersProfile();
    FileGroups m_groups;
    QTemporaryDir m_dir;
};

void TestWindow::init()
{
    m_groups.profiles = { &m_profile };
    m_groups.profileOfFile = { 0, 0, 0 };
}

void TestWindow::countsAndMarksAreTheFiles()
{
    Window window(m_groups, { m_dir.path() });
    QVERIFY(window.isEmpty());
    window.add({ 1, chunkOf(1, { 5, 6 }, { "x" }), {} });
    window.add({ 1, chunkOf(1, { 7 }, {}, 4), {} });
    window.add({ 1, nullptr, FileEnd { FileEnd::Kind::Finished, {}, "hash", 0, {} } });
    window.add({ 2, nullptr, FileEnd { FileEnd::Kind::Skipped, {}, {}, 3, {} } });
    window.finish();
    QVERIFY(!window.isEmpty());
    QCOMPARE(window.records(), 4);
    const auto &first = window.files().at(1);
    QVERIFY((first.counts == ledger::Counts { 4, 0, 0, 0, 0, 1 }));
    QCOMPARE(first.mark->position.record, 4);
    QCOMPARE(first.end->contentHash, QByteArray("hash"));
    const auto &second = window.files().at(2);
    QVERIFY(!second.mark);
    QCOMPARE(second.end->sameAs, 3);
}

void TestWindow::contentIsTheSameSpilledOrNot_data()
{
    QTest::addColumn<QList<int>>("spillBehind");
    QTest::newRow("in memory") << QList<int> {};
    QTest::newRow("spilled in part") << QList<int> { 0 };
    QTest::newRow("spilled twice") << QList<int> { 0, 1 };
    QTest::newRow("spilled whole") << QList<int> { 2 };
    QTest::newRow("spilled empty") << QList<int> { 0, 0, 1, 2, 2 };
}

void TestWindow::contentIsTheSameSpilledOrNot()
{
    QFETCH(const QList<int>, spillBehind);
    Window window(m_groups, { m_dir.path() });
    for (int i = 0; i < 3; ++i) {
        const auto file = static_cast<std::uint32_t>(i);
        window.add(
            { file, chunkOf(file, { 30 - i, i, 7 }, { "bad " + std::to_string(i), "" }), {} });
        for (auto times = spillBehind.count(i); times > 0; --times)
            QVERIFY(window.spill());
    }
    window.finish();
    QCOMPARE(rowsOf(window), u"0@0.2 1@1.2 2@2.2 7@0.3 7@1.3 7@2.3 28@2.1 29@1.1 30@0.1"_s);
    QCOMPARE(rejectsOf(window),
             u"0.4:5:40=bad 0!value.not_integer/0/3/bad 0!row.too_few_columns/-1/-1/ "
             "0.5:6:50=!value.not_integer/0/3/!row.too_few_columns/-1/-1/ "
             "1.4:5:40=bad 1!value.not_integer/0/3/bad 1!row.too_few_columns/-1/-1/ "
             "1.5:6:50=!value.not_integer/0/3/!row.too_few_columns/-1/-1/ "
             "2.4:5:40=bad 2!value.not_integer/0/3/bad 2!row.too_few_columns/-1/-1/ "
             "2.5:6:50=!value.not_integer/0/3/!row.too_few_columns/-1/-1/"_s);
}

void TestWindow::spillingGivesTheChunksBack()
{
    Window window(m_groups, { m_dir.path() });
    window.add({ 0, chunkOf(0, { 1 }), {} });
    window.add({ 0, chunkOf(0, { 2 }, {}, 2), {} });
    QVERIFY(window.bytesInMemory() > 0);
    const auto chunks = window.spill();
    QVERIFY(chunks);
    QCOMPARE(chunks->size(), std::size_t { 2 });
    QCOMPARE(window.bytesInMemory(), 0);
    QVERIFY(window.takeChunks().empty());
    window.add({ 0, chunkOf(0, { 3 }, {}, 3), {} });
    QCOMPARE(window.takeChunks().size(), std::size_t { 1 });
}

void TestWindow::spillThatIsImpossibleLeavesEverything()
{
    Window window(m_groups, { m_dir.filePath(u"there is no such folder"_s) });
    window.add({ 0, chunkOf(0, { 2, 1 }, { "x" }), {} });
    const auto spilled = window.spill();
    QVERIFY(!spilled);
    QCOMPARE(errorId(spilled.error().code), u"output.unwritable"_s);
    window.finish();
    QCOMPARE(rowsOf(window), u"1@0.2 2@0.1"_s);
    QVERIFY(rejectsOf(window).startsWith(u"0.3:4:30=x"_s));
    QCOMPARE(window.takeChunks().size(), std::size_t { 1 });
}

void TestWindow::droppedFileEndsWithItsError()
{
    Window window(m_groups, { m_dir.path() });
    window.add({ 0, chunkOf(0, { 1 }, { "x" }), FileEnd {} });
    window.add({ 1, chunkOf(1, { 2 }), FileEnd {} });
    window.drop(0, { ErrorCode::InternalCountMismatch, {}, {} });
    QVERIFY(window.isDropped(0) && !window.isDropped(1) && window.hasDropped());
    const auto &file = window.files().at(0);
    QVERIFY((file.counts == ledger::Counts()));
    QVERIFY(!file.mark);
    QVERIFY(file.end->kind == FileEnd::Kind::Failed);
    QCOMPARE(errorId(file.end->error->code), u"internal.count_mismatch"_s);
    QVERIFY(window.files().at(1).mark);
}

std::vector<std::int64_t> TestWindow::gathered(std::vector<std::unique_ptr<RowChunk>> chunks,
                                               const WindowLimits &limits, int refusals) const
{
    ChunkLine line({ 0 }, 1 << 20);
    WindowSlot slot;
    ChunkPool pool(1, 1 << 20);
    RunControl control;
    const std::int64_t bytes[] { 1000 };
    ProgressBoard board(bytes);
    const SystemClock clock;
    MemoryGovernor governor({ 1 << 30, 0 }, clock);
    for (int refusal = 0; refusal < refusals; ++refusal)
        governor.noteShortage();
    WindowGatherer gatherer({ line, slot, pool, governor, control, board, m_groups }, limits);
    Result<void> done;
    std::thread gathering([&] { done = gatherer.run(); });
    std::thread reading([&] {
        for (auto &chunk : chunks)
            line.push({ 0, std::move(chunk), {} });
        line.push({ 0, nullptr, FileEnd {} });
    });
    std::vector<std::int64_t> records;
    while (const auto window = slot.take())
        records.push_back(window->records());
    reading.join();
    gathering.join();
    return done ? records : std::vector<std::int64_t>();
}

void TestWindow::windowEndsWhenHardlyAnythingIsGood()
{
    WindowLimits limits;
    limits.rejects = 4;
    std::vector<std::unique_ptr<RowChunk>> bad;
    for (std::int64_t i = 0; i < 5; ++i)
        bad.push_back(chunkOf(0, { i }, { "x", "y" }, 3 * i + 1));
    // 4 of 6 are rejected after the second chunk, and after the fourth; the file's end is the rest.
    QCOMPARE(gathered(std::move(bad), limits), (std::vector<std::int64_t> { 6, 6, 3 }));
    std::vector<std::unique_ptr<RowChunk>> good;
    for (std::int64_t i = 0; i < 5; ++i)
        good.push_back(chunkOf(0, { 2 * i, 2 * i + 1 }, { "x" }, 3 * i + 1));
    QCOMPARE(gathered(std::move(good), limits), (std::vector<std::int64_t> { 15 }));
}

void TestWindow::windowsAreSmallerWhereMemoryWasRefused()
{
    WindowLimits limits;
    limits.rows = 8;
    const auto twelve = [] {
        std::vector<std::unique_ptr<RowChunk>> chunks;
        for (std::int64_t i = 0; i < 12; ++i)
            chunks.push_back(chunkOf(0, { i }, {}, i + 1));
        return chunks;
    };
    QCOMPARE(gathered(twelve(), limits), (std::vector<std::int64_t> { 8, 4 }));
    QCOMPARE(gathered(twelve(), limits, 1),
             (std::vector<std::int64_t> { 4, 4, 4, 0 })); // the end comes last
    QCOMPARE(gathered(twelve(), limits, 2), (std::vector<std::int64_t> { 2, 2, 2, 2, 2, 2, 0 }));
}

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
