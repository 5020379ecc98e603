// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_target.h"
#include "tests/core/target/sqlite_fixture.h"

#include <QTest>

#include <atomic>
#include <limits>
#include <thread>

using namespace dockhand;
using namespace dockhand::target;
using namespace dockhand::target::test;
using namespace Qt::StringLiterals;
using profile::DuplicatePolicy;

class TestSqliteTarget : public SqliteFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeFolder(); }
    void cleanup() { dropFolder(); }

    void everyValueTypeReadsBack_data();
    void everyValueTypeReadsBack();
    void integralDecimalsAreStoredAsIntegers();
    void keptDuplicateChangesNothing_data();
    void keptDuplicateChangesNothing();
    void updateReplacesEveryColumnAndTheLineage();
    void rowsWithoutKeyAreAppended();
    void textKeysCompareByBytes();
    void refusedRowLeavesNothingAndTheOthersStay_data();
    void refusedRowLeavesNothingAndTheOthersStay();
    void updateThatIsRefusedKeepsTheOldRow();
    void rowDroppedByATriggerIsRefused_data();
    void rowDroppedByATriggerIsRefused();
    void triggerThatRollsBackEndsTheWrite();
    void differenceIsNamed_data();
    void differenceIsNamed();
    void everyDifferenceIsNamedAtOnce();
    void fittingTableIsAccepted_data();
    void fittingTableIsAccepted();
    void oddIdentifiersWork();
    void uncommittedRowsAreGoneAfterRollback();
    void interruptEndsTheWriteAndIsForgottenAfterRollback();
    void interruptStopsALongStatement();
    void rollbackIsNeverInterrupted();
    void keysThatAreThereAreFound_data();
    void keysThatAreThereAreFound();
    void tablesWithRulesOfTheirOwnAreTold_data();
    void tablesWithRulesOfTheirOwnAreTold();
};

void TestSqliteTarget::everyValueTypeReadsBack_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QString>("stored"); // type|as text
    const auto row = [](const char *name, int column, const QVariant &value, const char *stored) {
        QTest::newRow(name) << column << value << QString::fromUtf8(stored);
    };
    constexpr qlonglong kDay = 86'400'000'000LL;
    row("null", 1, {}, "null|NULL");
    row("text", 1, u"Kopi Gayo"_s, "text|Kopi Gayo");
    row("empty text", 1, u""_s, "text|");
    row("number as text", 1, u"00123"_s, "text|00123");
    row("other scripts", 1, QString::fromUtf8("Теа 茶 🍵 “q”"), "text|Теа 茶 🍵 “q”");
    row("integer", 2, 42, "integer|42");
    row("smallest integer", 2, std::numeric_limits<qint64>::min(), "integer|-9223372036854775808");
    row("largest integer", 2, std::numeric_limits<qint64>::max(), "integer|9223372036854775807");
    row("null integer", 2, {}, "null|NULL");
    row("whole decimal", 3, 1'200, "integer|12");
    row("decimal", 3, 1'250, "real|12.5");
    row("decimal of cents", 3, 10, "real|0.1");
    row("negative decimal", 3, -1'999, "real|-19.99");
    row("zero decimal", 3, 0, "integer|0");
    row("large decimal", 3, qint64 { 999'999'999'999'999 }, "real|9999999999999.99");
    row("real", 4, 0.1, "real|0.1");
    row("whole real", 4, 3.0, "real|3");
    row("date", 5, 19'782, "text|2024-02-29");
    row("first date", 5, 0, "text|1970-01-01");
    row("date before 1970", 5, -1, "text|1969-12-31");
    row("ancient date", 5, -719'162, "text|0001-01-01");
    row("last date", 5, 2'932'896, "text|9999-12-31");
    row("timestamp", 6, 19'782 * kDay + 3'661'000'000LL, "text|2024-02-29 01:01:01");
    row("timestamp with fraction", 6, 19'782 * kDay + 500'000LL, "text|2024-02-29 00:00:00.500000");
    row("timestamp before 1970", 6, -1, "text|1969-12-31 23:59:59.999999");
    row("last second", 6, 2'932'897 * kDay - 1'000'000LL, "text|9999-12-31 23:59:59");
    row("true", 7, 1, "integer|1");
    row("false", 7, 0, "integer|0");
    row("null boolean", 7, {}, "null|NULL");
}

void TestSqliteTarget::everyValueTypeReadsBack()
{
    QFETCH(int, column);
    QFETCH(QVariant, value);
    QFETCH(QString, stored);
    const auto spec = allTypes();
    std::vector<QVariant> values(spec.columns.size());
    values[0] = 1;
    values[static_cast<std::size_t>(column)] = value;
    Rows rows(spec);
    rows.add(values);
    load(rows, spec);
    QCOMPARE(rows.outcomes, std::vector { RowOutcome::Inserted });
    const auto name = spec.columns[static_cast<std::size_t>(column)].name;
    QCOMPARE(askFile(u"SELECT typeof(%1), %1 FROM all_types"_s.arg(name)), QStringList { stored });
    QCOMPARE(askFile(u"SELECT import_file_id, import_record FROM all_types"_s),
             QStringList { u"7|101"_s });
}

void TestSqliteTarget::integralDecimalsAreStoredAsIntegers()
{
    // Every amount of cents up to 20 000.00 reads back at its scale.
    const auto spec = wares();
    Rows rows(spec);
    for (int cents = 0; cents < 2'000'000; cents += 97)
        rows.add({ u"%1"_s.arg(cents, 8, 10, QChar(u'0')), {}, cents });
    load(rows, spec);
    QCOMPARE(askFile(u"SELECT COUNT(*) FROM wares WHERE CAST(round(price * 100) AS INTEGER) "
                     "<> CAST(sku AS INTEGER) "
                     "OR printf('%.2f', price) <> printf('%d.%02d', CAST(sku AS INTEGER) / 100, "
                     "CAST(sku AS INTEGER) % 100)"_s),
             QStringList { u"0"_s });
}

void TestSqliteTarget::keptDuplicateChangesNothing_data()
{
    QTest::addColumn<DuplicatePolicy>("policy");
    QTest::newRow("skip") << DuplicatePolicy::Skip;
    QTest::newRow("reject") << DuplicatePolicy::Reject;
}

void TestSqliteTarget::keptDuplicateChangesNothing()
{
    QFETCH(DuplicatePolicy, policy);
    Rows first(wares());
    first.add({ u"a"_s, u"Teh"_s, 100 });
    load(first, wares(), policy, 1);
    Rows second(wares());
    second.add({ u"a"_s, u"Kopi"_s, 200 }).add({ u"b"_s, u"Gula"_s, 300 });
    load(second, wares(), policy, 2);
    QCOMPARE(second.outcomes, (std::vector { RowOutcome::Duplicate, RowOutcome::Inserted }));
    QCOMPARE(askFile(u"SELECT sku, name, price, import_file_id FROM wares ORDER BY sku"_s),
             (QStringList { u"a|Teh|1|1"_s, u"b|Gula|3|2"_s }));
}

void TestSqliteTarget::updateReplacesEveryColumnAndTheLineage()
{
    Rows first(wares());
    first.add({ u"a"_s, u"Teh"_s, 100 }).add({ u"b"_s, u"Gula"_s, 300 });
    load(first, wares(), DuplicatePolicy::Update, 1);
    Rows second(wares());
    second.add({ u"a"_s, {}, 250 }).add({ u"c"_s, u"Kopi"_s, 400 });
    load(second, wares(), DuplicatePolicy::Update, 2);
    QCOMPARE(second.outcomes, (std::vector { RowOutcome::Updated, RowOutcome::Inserted }));
    QCOMPARE(askFile(u"SELECT * FROM wares ORDER BY sku"_s),
             (QStringList { u"a|NULL|2.5|2|101"_s, u"b|Gula|3|1|102"_s, u"c|Kopi|4|2|102"_s }));
}

void TestSqliteTarget::rowsWithoutKeyAreAppended()
{
    auto spec = wares();
    spec.key.clear();
    spec.rowPerRecord = false;
    Rows rows(spec);
    rows.add({ u"a"_s, u"Teh"_s, 100 }).add({ u"a"_s, u"Teh"_s, 100 });
    load(rows, spec);
    QCOMPARE(rows.outcomes, (std::vector { RowOutcome::Inserted, RowOutcome::Inserted }));
    QCOMPARE(askFile(u"SELECT * FROM wares"_s), (QStringList { u"a|Teh|1|7"_s, u"a|Teh|1|7"_s }));
}

void TestSqliteTarget::textKeysCompareByBytes()
{
    Rows rows(wares());
    rows.add({ u"A"_s, {}, {} }).add({ u"a"_s, {}, {} }).add({ u"a "_s, {}, {} });
    load(rows, wares());
    QCOMPARE(askFile(u"SELECT COUNT(*) FROM wares"_s), QStringList { u"3"_s });
}

void TestSqliteTarget::refusedRowLeavesNothingAndTheOthersStay_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QString>("message");
    const auto table = [](const QString &nameRule, const QString &priceRule) {
        return u"CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT "_s + nameRule
            + u", price NUMERIC "_s + priceRule
            + u", import_file_id INTEGER, import_record INTEGER)"_s;
    };
    QTest::newRow("check") << QStringList { table({}, u"CHECK (price < 1000)"_s) }
                           << u"CHECK constraint failed: price < 1000"_s;
    QTest::newRow("not null") << QStringList { table(u"NOT NULL"_s, {}) }
                              << u"NOT NULL constraint failed: wares.name"_s;
    QTest::newRow("another unique column")
        << QStringList { table(u"UNIQUE"_s, {}),
                         u"INSERT INTO wares (sku, name) VALUES ('z', 'Taken')"_s }
        << u"UNIQUE constraint failed: wares.name"_s;
    QTest::newRow("trigger") << QStringList {
        table({}, {}),
        u"CREATE TRIGGER t AFTER INSERT ON wares WHEN NEW.price > 1000 "
        "BEGIN SELECT RAISE(ABORT, 'terlalu mahal'); END"_s
    } << u"terlalu mahal"_s;
    QTest::newRow("strict type") << QStringList {
        u"CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price INTEGER,"
        " import_file_id INTEGER, import_record INTEGER) STRICT"_s
    } << u"cannot store REAL value in INTEGER column wares.price"_s;
}

void TestSqliteTarget::refusedRowLeavesNothingAndTheOthersStay()
{
    QFETCH(QStringList, statements);
    QFETCH(QString, message);
    prepareFile(statements);
    Rows rows(wares());
    rows.add({ u"a"_s, u"Teh"_s, 100 });
    // Wrong in every way at once; each table minds one of them.
    const auto isAboutName = message.startsWith(u"NOT NULL"_s);
    rows.add({ u"b"_s, isAboutName ? QVariant() : QVariant(u"Taken"_s), 1'000'050 });
    rows.add({ u"c"_s, u"Gula"_s, 300 });
    load(rows, wares());
    QCOMPARE(rows.outcomes,
             (std::vector { RowOutcome::Inserted, RowOutcome::Refused, RowOutcome::Inserted }));
    QCOMPARE(m_refusals.size(), std::size_t { 1 });
    QCOMPARE(m_refusals[0].index, std::size_t { 1 });
    QCOMPARE(m_refusals[0].message, message);
    QCOMPARE(askFile(u"SELECT sku FROM wares WHERE import_file_id = 7 ORDER BY sku"_s),
             (QStringList { u"a"_s, u"c"_s }));
}

void TestSqliteTarget::updateThatIsRefusedKeepsTheOldRow()
{
    prepareFile({ u"CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price NUMERIC, "
                  "import_file_id INTEGER, import_record INTEGER)"_s,
                  u"CREATE TRIGGER t BEFORE UPDATE ON wares WHEN NEW.price > 1000 "
                  "BEGIN SELECT RAISE(ABORT, 'terlalu mahal'); END"_s,
                  u"INSERT INTO wares VALUES ('a', 'Teh', 1, 1, 1)"_s });
    Rows rows(wares());
    rows.add({ u"a"_s, u"Kopi"_s, 200'000 });
    load(rows, wares(), DuplicatePolicy::Update);
    QCOMPARE(rows.outcomes, std::vector { RowOutcome::Refused });
    QCOMPARE(askFile(u"SELECT * FROM wares"_s), QStringList { u"a|Teh|1|1|1"_s });
}

void TestSqliteTarget::rowDroppedByATriggerIsRefused_data()
{
    QTest::addColumn<DuplicatePolicy>("policy");
    QTest::newRow("skip") << DuplicatePolicy::Skip;
    QTest::newRow("update") << DuplicatePolicy::Update;
}

void TestSqliteTarget::rowDroppedByATriggerIsRefused()
{
    QFETCH(DuplicatePolicy, policy);
    prepareFile({ u"CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price NUMERIC, "
                  "import_file_id INTEGER, import_record INTEGER)"_s,
                  u"CREATE TRIGGER t BEFORE INSERT ON wares WHEN NEW.sku = 'b' "
                  "BEGIN SELECT RAISE(IGNORE); END"_s });
    Rows rows(wares());
    rows.add({ u"a"_s, {}, {} }).add({ u"a"_s, {}, {} }).add({ u"b"_s, {}, {} });
    load(rows, wares(), policy);
    const auto again
        = policy == DuplicatePolicy::Skip ? RowOutcome::Duplicate : RowOutcome::Updated;
    QCOMPARE(rows.outcomes, (std::vector { RowOutcome::Inserted, again, RowOutcome::Refused }));
    QCOMPARE(m_refusals.size(), std::size_t { 1 });
}

void TestSqliteTarget::triggerThatRollsBackEndsTheWrite()
{
    prepareFile({ u"CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price NUMERIC, "
                  "import_file_id INTEGER, import_record INTEGER)"_s,
                  u"CREATE TRIGGER t BEFORE INSERT ON wares WHEN NEW.sku = 'b' "
                  "BEGIN SELECT RAISE(ROLLBACK, 'semua batal'); END"_s });
    const auto target = open();
    QVERIFY(target);
    auto writer = target->rowWriter(wares(), DuplicatePolicy::Skip);
    QVERIFY(writer);
    QVERIFY(target->begin());
    Rows rows(wares());
    rows.add({ u"a"_s, {}, {} }).add({ u"b"_s, {}, {} }).add({ u"c"_s, {}, {} });
    const auto written = rows.write(**writer);
    QCOMPARE(codeOf(written), u"db.statement_failed"_s);
    QVERIFY(written.error().arguments.value(0).contains(u"semua batal"_s));
    target->rollback();
    QCOMPARE(ask(target->database(), u"SELECT COUNT(*) FROM wares"_s), QStringList { u"0"_s });
}

void TestSqliteTarget::differenceIsNamed_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("difference");
    const auto row = [](const char *name, const char *statement, const char *difference) {
        QTest::newRow(name) << QString::fromUtf8(statement) << QString::fromUtf8(difference);
    };
    row("missing column",
        "CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, import_file_id INTEGER, "
        "import_record INTEGER)",
        "table “wares” has no column “price”");
    row("missing lineage",
        "CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price NUMERIC, "
        "import_file_id INTEGER)",
        "table “wares” has no column “import_record”");
    row("missing key",
        "CREATE TABLE wares (sku TEXT, name TEXT, price NUMERIC, import_file_id INTEGER, "
        "import_record INTEGER)",
        "table “wares” has no unique key over (sku)");
    row("key over more columns",
        "CREATE TABLE wares (sku TEXT, name TEXT, price NUMERIC, import_file_id INTEGER, "
        "import_record INTEGER, PRIMARY KEY (sku, name))",
        "table “wares” has no unique key over (sku)");
    row("column that needs a value",
        "CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price NUMERIC, stock INTEGER NOT "
        "NULL, import_file_id INTEGER, import_record INTEGER)",
        "column “stock” of table “wares” needs a value and has no default");
    row("computed column",
        "CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT AS (sku), price NUMERIC, "
        "import_file_id INTEGER, import_record INTEGER)",
        "column “name” of table “wares” is computed");
    row("text into numbers",
        "CREATE TABLE wares (sku INT PRIMARY KEY, name TEXT, price NUMERIC, "
        "import_file_id INTEGER, import_record INTEGER)",
        "column “sku” of table “wares” has a type that would change values");
    row("decimals into text",
        "CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price VARCHAR(9), "
        "import_file_id INTEGER, import_record INTEGER)",
        "column “price” of table “wares” has a type that would change values");
    row("view", "CREATE VIEW wares AS SELECT 1 AS sku", "“wares” is a view, not a table");
    row("virtual table", "CREATE VIRTUAL TABLE wares USING fts5(sku, name)",
        "“wares” is a virtual table");
}

void TestSqliteTarget::differenceIsNamed()
{
    QFETCH(QString, statement);
    QFETCH(QString, difference);
    prepareFile({ statement });
    const auto target = open();
    QVERIFY(target);
    const auto spec = wares();
    const auto prepared = target->prepareTables({ &spec, 1 });
    QCOMPARE(codeOf(prepared), u"db.schema_mismatch"_s);
    QCOMPARE(prepared.error().arguments, QStringList { difference });
}

void TestSqliteTarget::everyDifferenceIsNamedAtOnce()
{
    prepareFile({ u"CREATE TABLE wares (sku TEXT, import_file_id INTEGER)"_s,
                  u"CREATE VIEW all_types AS SELECT 1"_s });
    const auto target = open();
    QVERIFY(target);
    auto third = wares();
    third.name = u"fresh"_s;
    const std::vector specs { wares(), allTypes(), third };
    const auto prepared = target->prepareTables(specs);
    QCOMPARE(codeOf(prepared), u"db.schema_mismatch"_s);
    QCOMPARE(prepared.error().arguments.value(0).split(u"; "_s).size(), 5);
    // Nothing was made, not even the table that is missing.
    QCOMPARE(askFile(u"SELECT COUNT(*) FROM sqlite_master WHERE name = 'fresh'"_s),
             QStringList { u"0"_s });
}

void TestSqliteTarget::fittingTableIsAccepted_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::newRow("unique index for a key")
        << QStringList { u"CREATE TABLE wares (sku TEXT, name TEXT, price NUMERIC, import_file_id "
                         "INTEGER, import_record INTEGER)"_s,
                         u"CREATE UNIQUE INDEX i ON wares (sku)"_s };
    QTest::newRow("names in other case, more columns")
        << QStringList { u"CREATE TABLE Wares (id INTEGER PRIMARY KEY, SKU TEXT NOT NULL UNIQUE, "
                         "Name TEXT, Price REAL, note TEXT, stock INTEGER NOT NULL DEFAULT 0, "
                         "import_file_id INTEGER, import_record INTEGER)"_s };
    QTest::newRow("without rowid")
        << QStringList { u"CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price NUMERIC, "
                         "import_file_id INTEGER, import_record INTEGER) WITHOUT ROWID"_s };
    QTest::newRow("columns without types")
        << QStringList { u"CREATE TABLE wares (sku UNIQUE, name, price, import_file_id, "
                         "import_record)"_s };
}

void TestSqliteTarget::fittingTableIsAccepted()
{
    QFETCH(QStringList, statements);
    prepareFile(statements);
    Rows rows(wares());
    rows.add({ u"001"_s, u"Teh"_s, 150 }).add({ u"001"_s, u"Teh"_s, 150 });
    load(rows, wares());
    QCOMPARE(rows.outcomes, (std::vector { RowOutcome::Inserted, RowOutcome::Duplicate }));
    QCOMPARE(askFile(u"SELECT sku, name, price FROM wares"_s), QStringList { u"001|Teh|1.5"_s });
}

void TestSqliteTarget::oddIdentifiersWork()
{
    const auto spec = oddNames();
    for (const auto policy : { DuplicatePolicy::Skip, DuplicatePolicy::Update }) {
        Rows rows(spec);
        rows.add({ u"a"_s, 150, u"Ibu Sari, Yogyakarta"_s, 1, 2, 1 });
        load(rows, spec, policy);
    }
    QCOMPARE(askFile(u"SELECT * FROM \"da\"\"ta.pesanan [ke-2] ?:x\""_s),
             QStringList { u"a|1.5|Ibu Sari, Yogyakarta|1|2|1|7|101"_s });
    QCOMPARE(askFile(u"SELECT name FROM pragma_table_info('da\"ta.pesanan [ke-2] ?:x') "
                     "WHERE pk > 0 ORDER BY pk"_s),
             (QStringList { u"select"_s, u"[x].y"_s }));
}

void TestSqliteTarget::uncommittedRowsAreGoneAfterRollback()
{
    Rows first(wares());
    first.add({ u"a"_s, {}, {} });
    load(first, wares());
    {
        const auto target = open();
        QVERIFY(target);
        auto writer = target->rowWriter(wares(), DuplicatePolicy::Skip);
        QVERIFY(writer);
        QVERIFY(target->begin());
        Rows rows(wares());
        rows.add({ u"b"_s, {}, {} });
        QVERIFY(rows.write(**writer));
        target->rollback();
        target->rollback(); // always safe
        QVERIFY(target->begin());
        QVERIFY(rows.write(**writer));
        QCOMPARE(rows.outcomes, std::vector { RowOutcome::Inserted });
        writer->reset();
    } // closing rolls back, too
    QCOMPARE(askFile(u"SELECT sku FROM wares"_s), QStringList { u"a"_s });
}

void TestSqliteTarget::interruptEndsTheWriteAndIsForgottenAfterRollback()
{
    const auto target = open();
    QVERIFY(target);
    const auto spec = wares();
    QVERIFY(target->prepareTables({ &spec, 1 }));
    auto writer = target->rowWriter(spec, DuplicatePolicy::Skip);
    QVERIFY(writer);
    QVERIFY(target->begin());
    target->interrupt();
    Rows rows(spec);
    rows.add({ u"a"_s, {}, {} });
    QCOMPARE(codeOf(rows.write(**writer)), u"run.cancelled"_s);
    target->rollback();
    QVERIFY(target->begin());
    QVERIFY(rows.write(**writer));
    QVERIFY(target->commit());
}

void TestSqliteTarget::interruptStopsALongStatement()
{
    const auto target = open();
    QVERIFY(target);
    std::atomic<bool> isDone { false };
    std::thread other([&] {
        while (!isDone)
            target->interrupt();
    });
    QSqlQuery query(target->database());
    const auto endless = u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                         "SELECT count(*) FROM n"_s;
    const auto ended = query.exec(endless) && query.next();
    isDone = true;
    other.join();
    QVERIFY(!ended);
}

// An interrupt that came into the middle of a rollback left the transaction open.
void TestSqliteTarget::rollbackIsNeverInterrupted()
{
    const auto target = open();
    QVERIFY(target);
    std::atomic<bool> isDone { false };
    std::thread other([&] {
        while (!isDone)
            target->interrupt();
    });
    QString unexpected;
    for (int begun = 0; begun < 2000 && unexpected.isEmpty();) {
        const auto code = codeOf(target->begin());
        if (code == u"none"_s)
            ++begun;
        else if (code != u"run.cancelled"_s)
            unexpected = code;
        target->rollback();
    }
    isDone = true;
    other.join();
    QCOMPARE(unexpected, QString());
}

void TestSqliteTarget::keysThatAreThereAreFound_data()
{
    QTest::addColumn<std::vector<int>>("key");
    QTest::addColumn<int>("tableHasEvery"); // of the numbers 0 … 9,999
    QTest::addColumn<int>("batchHasEvery");
    QTest::addColumn<DuplicatePolicy>("policy");
    const std::vector<int> text { 1 };
    const std::vector<int> textAndNumber { 1, 2 };
    const std::vector<int> numbers { 0, 2 };
    const std::vector<int> rowId { 0 };
    using Policy = DuplicatePolicy;
    QTest::newRow("all are there") << text << 1 << 1 << Policy::Skip;
    QTest::newRow("half of them") << text << 2 << 1 << Policy::Skip;
    QTest::newRow("a third, two columns") << textAndNumber << 3 << 1 << Policy::Skip;
    QTest::newRow("far apart") << numbers << 1 << 97 << Policy::Skip;
    QTest::newRow("none in common") << numbers << 2 << 3 << Policy::Skip;
    QTest::newRow("row id") << rowId << 2 << 1 << Policy::Skip;
    QTest::newRow("updated") << textAndNumber << 2 << 1 << Policy::Update;
}

void TestSqliteTarget::keysThatAreThereAreFound()
{
    QFETCH(std::vector<int>, key);
    QFETCH(int, tableHasEvery);
    QFETCH(int, batchHasEvery);
    QFETCH(DuplicatePolicy, policy);
    constexpr int kNumbers = 10'000;
    auto spec = allTypes();
    spec.key = key;
    for (const auto column : key)
        spec.columns[static_cast<std::size_t>(column)].required = true;
    const auto rowsOf = [&](int every, double real) {
        Rows rows(spec);
        for (int i = 0; i < kNumbers; i += every)
            rows.add({ i / 2 * 2 + (key.size() == 1 ? i % 2 : 0),
                       u"k%1"_s.arg(key.size() == 1 ? i : i / 2, 5, 10, QChar(u'0')), i % 2,
                       QVariant(), real });
        return rows;
    };
    auto before = rowsOf(tableHasEvery, 1);
    load(before, spec);
    auto batch = rowsOf(batchHasEvery, 2);
    const auto target = open();
    QVERIFY(target);
    const auto writer = target->rowWriter(spec, policy).value();
    QVERIFY(target->begin());
    const auto written = batch.writeInPieces(*writer, 10);
    QVERIFY2(written, words(written));
    QVERIFY(target->commit());
    int repeated = 0;
    for (int i = 0, at = 0; i < kNumbers; i += batchHasEvery, ++at) {
        const bool isThere = i % tableHasEvery == 0;
        repeated += isThere ? 1 : 0;
        const auto expected = !isThere        ? RowOutcome::Inserted
            : policy == DuplicatePolicy::Skip ? RowOutcome::Duplicate
                                              : RowOutcome::Updated;
        QVERIFY2(batch.outcomes[static_cast<std::size_t>(at)] == expected,
                 qPrintable(QString::number(i)));
    }
    const auto fresh = static_cast<int>(batch.outcomes.size()) - repeated;
    const auto stale = static_cast<int>(before.outcomes.size());
    const auto counted
        = ask(target->database(), u"SELECT sum(a_real = 1), sum(a_real = 2) FROM all_types"_s);
    const bool isUpdate = policy == DuplicatePolicy::Update;
    QCOMPARE(counted,
             QStringList { u"%1|%2"_s.arg(isUpdate ? stale - repeated : stale)
                               .arg(isUpdate ? fresh + repeated : fresh) });
}

void TestSqliteTarget::tablesWithRulesOfTheirOwnAreTold_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<bool>("mayRefuse");
    QTest::newRow("as it was made") << QString() << false;
    QTest::newRow("another index") << u"CREATE INDEX i ON wares (name)"_s << false;
    QTest::newRow("trigger")
        << u"CREATE TRIGGER t BEFORE INSERT ON wares BEGIN SELECT RAISE(ABORT, 'no'); END"_s
        << true;
    QTest::newRow("another unique key") << u"CREATE UNIQUE INDEX i ON wares (name)"_s << true;
    QTest::newRow("another column") << u"ALTER TABLE wares ADD COLUMN note TEXT"_s << true;
}

void TestSqliteTarget::tablesWithRulesOfTheirOwnAreTold()
{
    QFETCH(const QString, change);
    QFETCH(const bool, mayRefuse);
    const auto spec = wares();
    {
        const auto target = open();
        QVERIFY(target);
        const auto prepared = target->prepareTables({ &spec, 1 });
        QVERIFY(prepared);
        QCOMPARE(prepared->created, QStringList { u"wares"_s });
        QVERIFY(!prepared->mayRefuseRows);
    }
    if (!change.isEmpty())
        prepareFile({ change });
    const auto target = open();
    QVERIFY(target);
    const auto prepared = target->prepareTables({ &spec, 1 });
    QVERIFY(prepared);
    QVERIFY(prepared->created.isEmpty());
    QCOMPARE(prepared->mayRefuseRows, mayRefuse);
}

QTEST_GUILESS_MAIN(TestSqliteTarget)
#include "tst_sqlite_target.moc"
