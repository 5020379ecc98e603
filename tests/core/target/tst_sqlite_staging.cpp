// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sql_dialect.h"
#include "core/target/sqlite_format.h"
#include "core/target/sqlite_page_file.h"
#include "core/target/sqlite_target.h"
#include "tests/core/target/sqlite_fixture.h"

#include <QTest>

#include <limits>
#include <random>

using namespace dockhand;
using namespace dockhand::target;
using namespace dockhand::target::test;
using namespace Qt::StringLiterals;
using profile::DuplicatePolicy;
using profile::TableSpec;
using profile::ValueType;

namespace {

/// Every column of the table by type and exact value, in the order of the records.
QString contentQuery(const TableSpec &spec)
{
    const SqlDialect dialect;
    QStringList cells;
    for (const auto &column : spec.columns) {
        const auto name = dialect.quoted(column.name);
        cells += u"typeof(%1) || ' ' || quote(%1)"_s.arg(name);
    }
    cells += u"import_file_id"_s;
    cells += u"import_record"_s;
    return u"SELECT %1 FROM %2 ORDER BY import_record"_s.arg(cells.join(u", "_s),
                                                             dialect.quoted(spec.name));
}

} // namespace

/// A table that is built outside of the database holds what rows written one by one would give.
class TestSqliteStaging : public SqliteFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeFolder(); }
    void cleanup() { dropFolder(); }

    void bothRoadsGiveTheSame_data();
    void bothRoadsGiveTheSame();
    void pagesOfEverySizeAreFilled_data();
    void pagesOfEverySizeAreFilled();
    void keyCutInTwoPiecesIsOneRow_data();
    void keyCutInTwoPiecesIsOneRow();
    void filledTableGetsTheOthersRowByRow();
    void tableWithAnIndexOfItsOwnIsFilled();
    void rolledBackWindowLeavesNothing();
    void withoutAFolderRowsAreWrittenAllTheSame();
    void wideTableIsWritten();
    void interruptEndsTheTransfer();
    void pageOfTheLocksIsLeftOut();
    void leavesAreReadOnceFromFrontToBack();

private:
    /// What the table holds after the rows were written with and without a folder to build it in.
    QStringList loadedInto(const QString &name, Rows &rows, const TableSpec &spec, bool isStaged,
                           std::size_t piece, DuplicatePolicy policy = DuplicatePolicy::Skip);
    TargetOptions staged() const
    {
        TargetOptions options;
        options.spillFolders = QStringList { m_folder->path() };
        return options;
    }
};

QStringList TestSqliteStaging::loadedInto(const QString &name, Rows &rows, const TableSpec &spec,
                                          bool isStaged, std::size_t piece, DuplicatePolicy policy)
{
    m_path = m_folder->filePath(name);
    auto target = open(isStaged ? staged() : TargetOptions());
    if (!target || !target->prepareTables({ &spec, 1 }))
        return { u"not prepared"_s };
    auto writer = target->rowWriter(spec, policy);
    if (!writer || !target->begin())
        return { u"not begun"_s };
    if (const auto written = rows.writeInPieces(**writer, piece); !written)
        return { QString::fromUtf8(words(written)) };
    if (const auto committed = target->commit(); !committed)
        return { QString::fromUtf8(words(committed)) };
    writer->reset();
    target.reset();
    const auto health = askFile(u"PRAGMA integrity_check"_s);
    return health == QStringList { u"ok"_s } ? askFile(contentQuery(spec)) : health;
}

void TestSqliteStaging::bothRoadsGiveTheSame_data()
{
    QTest::addColumn<TableSpec>("spec");
    QTest::newRow("row id is the key") << allTypes();
    auto textKey = allTypes();
    textKey.columns[1].required = true;
    textKey.key = { 1, 0 };
    QTest::newRow("key with an index") << textKey;
    auto realKey = allTypes();
    realKey.columns[4].required = true;
    realKey.key = { 0, 4 };
    QTest::newRow("numbers as key") << realKey;
    auto none = allTypes();
    none.key.clear();
    QTest::newRow("no key") << none;
}

void TestSqliteStaging::bothRoadsGiveTheSame()
{
    QFETCH(TableSpec, spec);
    std::mt19937_64 random(20'261'124);
    const auto maybe
        = [&](const QVariant &value) { return random() % 4 == 0 ? QVariant() : value; };
    const auto number = [&] { // every size of a stored integer, both signs
        return static_cast<qlonglong>(random()) >> (random() % 64);
    };
    Rows rows(spec);
    for (int i = 0; i < 20'000; ++i) {
        const auto text = u"%1-%2"_s.arg(i, 6, 10, QChar(u'0'))
                              .arg(QString(static_cast<int>(random() % 90), u'ü'));
        rows.add({ qlonglong { i } * 1'000'003 - 5'000'000'000, text, maybe(number()),
                   maybe(number() >> 12), static_cast<double>(number()) / 7.0,
                   maybe(static_cast<int>(random() % 80'000)), maybe(number() >> 8),
                   maybe(static_cast<int>(random() % 2)) });
    }
    const auto expected = loadedInto(u"slow"_s, rows, spec, false, 999);
    const auto outcomes = rows.outcomes;
    const auto found = loadedInto(u"fast"_s, rows, spec, true, 999);
    QCOMPARE(expected.size(), 20'000);
    QCOMPARE(found, expected);
    QVERIFY(rows.outcomes == outcomes);
}

void TestSqliteStaging::pagesOfEverySizeAreFilled_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("keyLength");
    QTest::addColumn<int>("textLength");
    QTest::newRow("one leaf") << 500 << 8 << 0;
    QTest::newRow("a few leaves") << 3'000 << 8 << 30;
    QTest::newRow("inner pages of the table") << 4'000 << 8 << 17'000;
    QTest::newRow("inner pages of the key on three levels") << 3'000 << 6'000 << 10;
    QTest::newRow("keys that overflow") << 700 << 9'000 << 10;
    QTest::newRow("rows that overflow") << 600 << 8 << 33'000;
    QTest::newRow("rows over many pages") << 510 << 8 << 200'000;
}

void TestSqliteStaging::pagesOfEverySizeAreFilled()
{
    QFETCH(int, count);
    QFETCH(int, keyLength);
    QFETCH(int, textLength);
    Rows rows(wares());
    for (int i = 0; i < count; ++i) {
        const auto key = u"%1"_s.arg(i, 6, 10, QChar(u'0')) + QString(keyLength - 6 + i % 7, u'k');
        rows.add({ key, QString(textLength + i % 5, QChar(u'a' + i % 26)), i });
    }
    const auto expected = loadedInto(u"slow"_s, rows, wares(), false, 100);
    QCOMPARE(expected.size(), count);
    QVERIFY(loadedInto(u"fast"_s, rows, wares(), true, 100) == expected);
}

void TestSqliteStaging::keyCutInTwoPiecesIsOneRow_data()
{
    QTest::addColumn<DuplicatePolicy>("policy");
    QTest::addColumn<RowOutcome>("outcome");
    QTest::addColumn<QString>("price");
    QTest::newRow("skip") << DuplicatePolicy::Skip << RowOutcome::Duplicate << u"1"_s;
    QTest::newRow("reject") << DuplicatePolicy::Reject << RowOutcome::Duplicate << u"1"_s;
    QTest::newRow("update") << DuplicatePolicy::Update << RowOutcome::Updated << u"3"_s;
}

// A writer settles equal keys of one `write` before it calls; pieces of one row each leave all of
// them to the table.
void TestSqliteStaging::keyCutInTwoPiecesIsOneRow()
{
    QFETCH(DuplicatePolicy, policy);
    QFETCH(RowOutcome, outcome);
    QFETCH(QString, price);
    Rows rows(wares());
    for (int i = 0; i < 600; ++i) {
        const auto key = u"%1"_s.arg(i, 4, 10, QChar(u'0'));
        for (const int cents : { 100, 200, 300 })
            rows.add({ key, u"n"_s, cents });
    }
    const auto found = loadedInto(u"fast"_s, rows, wares(), true, 1, policy);
    QCOMPARE(found.size(), 600);
    for (const auto &row : found)
        QVERIFY2(row.contains(u"integer %1|"_s.arg(price)), qPrintable(row));
    for (std::size_t i = 0; i < rows.outcomes.size(); ++i)
        QVERIFY(rows.outcomes[i] == (i % 3 == 0 ? RowOutcome::Inserted : outcome));
    QCOMPARE(loadedInto(u"slow"_s, rows, wares(), false, 1, policy), found);
}

void TestSqliteStaging::filledTableGetsTheOthersRowByRow()
{
    const auto spec = wares();
    const auto rowsFrom = [&](int first) {
        Rows rows(spec);
        for (int i = first; i < first + 1'000; ++i)
            rows.add({ u"%1"_s.arg(i, 5, 10, QChar(u'0')), u"n"_s, i });
        return rows;
    };
    const auto target = open(staged());
    QVERIFY(target);
    QVERIFY(target->prepareTables({ &spec, 1 }));
    const auto writer = target->rowWriter(spec, DuplicatePolicy::Skip).value();
    for (const int first : { 0, 500 }) {
        auto rows = rowsFrom(first);
        QVERIFY(target->begin());
        const auto written = rows.write(*writer);
        QVERIFY2(written, words(written));
        QVERIFY(target->commit());
        for (int i = 0; i < 1'000; ++i) {
            const bool isThere = first > 0 && i < 500;
            QVERIFY(rows.outcomes[static_cast<std::size_t>(i)]
                    == (isThere ? RowOutcome::Duplicate : RowOutcome::Inserted));
        }
    }
    QCOMPARE(ask(target->database(), u"SELECT count(*) FROM wares"_s), QStringList { u"1500"_s });
    QCOMPARE(ask(target->database(), u"PRAGMA integrity_check"_s), QStringList { u"ok"_s });
    QCOMPARE(ask(target->database(),
                 u"SELECT name FROM pragma_database_list WHERE name LIKE 'dockhand%'"_s),
             QStringList()); // nothing stays attached
}

// SQLite then cannot copy the index entries and inserts the same rows one by one.
void TestSqliteStaging::tableWithAnIndexOfItsOwnIsFilled()
{
    const auto spec = wares();
    Rows rows(spec);
    for (int i = 0; i < 2'000; ++i)
        rows.add({ u"%1"_s.arg(i, 5, 10, QChar(u'0')), u"n%1"_s.arg(i % 7), i });
    const auto target = open(staged());
    QVERIFY(target);
    QVERIFY(target->prepareTables({ &spec, 1 }));
    QVERIFY(run(target->database(), u"CREATE INDEX by_name ON wares (name)"_s));
    const auto writer = target->rowWriter(spec, DuplicatePolicy::Skip).value();
    QVERIFY(target->begin());
    const auto written = rows.write(*writer);
    QVERIFY2(written, words(written));
    QVERIFY(target->commit());
    QCOMPARE(ask(target->database(), u"PRAGMA integrity_check"_s), QStringList { u"ok"_s });
    QCOMPARE(ask(target->database(), u"SELECT count(*) FROM wares WHERE name = 'n3'"_s),
             QStringList { u"286"_s });
}

void TestSqliteStaging::rolledBackWindowLeavesNothing()
{
    const auto spec = wares();
    Rows rows(spec);
    for (int i = 0; i < 5'000; ++i)
        rows.add({ u"%1"_s.arg(i, 5, 10, QChar(u'0')), QString(100, u'x'), i });
    const auto target = open(staged());
    QVERIFY(target);
    QVERIFY(target->prepareTables({ &spec, 1 }));
    const auto writer = target->rowWriter(spec, DuplicatePolicy::Skip).value();
    QVERIFY(target->begin());
    QVERIFY(rows.write(*writer));
    target->rollback();
    QCOMPARE(ask(target->database(), u"SELECT count(*) FROM wares"_s), QStringList { u"0"_s });
    QVERIFY(target->begin());
    QVERIFY(writer->beginWindow(5'000)); // and one that is given up half-way
    target->rollback();
    QVERIFY(target->begin());
    const auto written = rows.write(*writer);
    QVERIFY2(written, words(written));
    QVERIFY(target->commit());
    QCOMPARE(ask(target->database(), u"SELECT count(*) FROM wares"_s), QStringList { u"5000"_s });
    QCOMPARE(ask(target->database(), u"PRAGMA integrity_check"_s), QStringList { u"ok"_s });
}

void TestSqliteStaging::withoutAFolderRowsAreWrittenAllTheSame()
{
    const auto spec = wares();
    Rows rows(spec);
    for (int i = 0; i < 1'000; ++i)
        rows.add({ u"%1"_s.arg(i, 5, 10, QChar(u'0')), u"n"_s, i });
    TargetOptions options;
    options.spillFolders = QStringList { m_folder->filePath(u"not there"_s) };
    const auto target = open(options);
    QVERIFY(target);
    QVERIFY(target->prepareTables({ &spec, 1 }));
    const auto writer = target->rowWriter(spec, DuplicatePolicy::Skip).value();
    QVERIFY(target->begin());
    QVERIFY(rows.write(*writer));
    QVERIFY(target->commit());
    QCOMPARE(ask(target->database(), u"SELECT count(*) FROM wares"_s), QStringList { u"1000"_s });
}

// A definition that does not fit on the first page.
void TestSqliteStaging::wideTableIsWritten()
{
    TableSpec spec = wares();
    for (int i = 0; i < 1'500; ++i)
        spec.columns.push_back(
            { u"a column with a long name, number %1"_s.arg(i), ValueType::Integer });
    Rows rows(spec);
    for (int i = 0; i < 600; ++i)
        rows.add({ u"%1"_s.arg(i, 5, 10, QChar(u'0')), u"n"_s, i, i });
    QCOMPARE(loadedInto(u"fast"_s, rows, spec, true, 100),
             loadedInto(u"slow"_s, rows, spec, false, 100));
}

void TestSqliteStaging::interruptEndsTheTransfer()
{
    const auto spec = wares();
    Rows rows(spec);
    for (int i = 0; i < 600; ++i)
        rows.add({ u"%1"_s.arg(i, 5, 10, QChar(u'0')), u"n"_s, i });
    const auto target = open(staged());
    QVERIFY(target);
    QVERIFY(target->prepareTables({ &spec, 1 }));
    const auto writer = target->rowWriter(spec, DuplicatePolicy::Skip).value();
    QVERIFY(target->begin());
    target->interrupt();
    QCOMPARE(codeOf(rows.write(*writer)), u"run.cancelled"_s);
    target->rollback();
    QVERIFY(target->begin());
    QVERIFY(rows.write(*writer));
    QVERIFY(target->commit());
}

void TestSqliteStaging::pageOfTheLocksIsLeftOut()
{
    constexpr std::uint32_t kPageBytes = 4'096;
    constexpr std::uint32_t kLockByte = 1U << 20; // sooner than in a real file
    constexpr std::uint32_t kLockPage = kLockByte / kPageBytes + 1;
    SqlitePageFile file(SpillFile::create({ m_folder->path() }).value(), kPageBytes, kLockByte);
    const std::string page(kPageBytes, 'p');
    for (std::uint32_t number = 2; number < kLockPage - 1; ++number)
        QCOMPARE(file.add(page), number);
    QCOMPARE(file.numberAfterNext(), kLockPage + 1);
    QCOMPARE(file.add(page), kLockPage - 1);
    QCOMPARE(file.nextNumber(), kLockPage + 1);
    QCOMPARE(file.add(page), kLockPage + 1);
    QVERIFY(file.finish(std::vector<char>(kPageBytes, 'f')));
    std::vector<char> read(kPageBytes);
    QVERIFY(file.read(std::int64_t { kLockPage - 1 } * kPageBytes, read));
    QCOMPARE(read.front(), '\0');
    QVERIFY(file.read(std::int64_t { kLockPage } * kPageBytes, read));
    QCOMPARE(read.back(), 'p');
    QVERIFY(!file.read(std::int64_t { kLockPage + 1 } * kPageBytes, read));
}

void TestSqliteStaging::leavesAreReadOnceFromFrontToBack()
{
    constexpr std::uint32_t kPageBytes = 4'096;
    const auto pageOf = [](BtreePageType type, char filling) {
        std::string page(kPageBytes, filling);
        page.front() = static_cast<char>(type);
        return page;
    };
    SqlitePageFile file(SpillFile::create({ m_folder->path() }).value(), kPageBytes);
    file.add(pageOf(BtreePageType::TableLeaf, 'a'));     // page 2
    file.add(pageOf(BtreePageType::TableInterior, 'b')); // page 3
    file.add(pageOf(BtreePageType::TableLeaf, 'c'));     // page 4
    file.add(pageOf(BtreePageType::IndexLeaf, 'd'));     // page 5
    QVERIFY(file.finish(std::vector<char>(kPageBytes, 'f')));
    std::vector<char> page(kPageBytes);
    const auto lastByteOf = [&](std::int64_t number) {
        return file.read((number - 1) * kPageBytes, page) ? page.back() : '-';
    };
    QCOMPARE(lastByteOf(2), 'a');
    QCOMPARE(lastByteOf(2), 'a'); // still the last one
    QCOMPARE(lastByteOf(3), 'b');
    QCOMPARE(lastByteOf(4), 'c');
    QCOMPARE(lastByteOf(3), 'b'); // what leads to the leaves stays
    QCOMPARE(lastByteOf(5), 'd');
    QCOMPARE(lastByteOf(1), 'f');
    QVERIFY(!file.wasReadAgain());
    QCOMPARE(lastByteOf(4), '-'); // never another page's bytes, nor zeros
    QVERIFY(file.wasReadAgain());
    QCOMPARE(lastByteOf(5), 'd');
}

QTEST_GUILESS_MAIN(TestSqliteStaging)
#include "tst_sqlite_staging.moc"
