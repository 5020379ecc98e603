// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/bulk_insert.h"
#include "core/target/qsql_row_writer.h"
#include "core/target/qsql_target.h"
#include "tests/core/target/test_rows.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace dockhand;
using namespace dockhand::target;
using namespace dockhand::target::test;
using namespace Qt::StringLiterals;
using profile::DuplicatePolicy;
using profile::TableSpec;
using profile::ValueType;

class TestQsqlTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();

    void everyValueTypeReadsBack();
    void rowsEqualThoseOfTheNativeTarget();
    void keptDuplicateChangesNothing();
    void updateReplacesEveryColumnAndTheLineage();
    void rowsWithoutKeyAreAppended();
    void manyRowsGoInBatches();
    void refusedRowLeavesNothingAndTheOthersStay_data();
    void refusedRowLeavesNothingAndTheOthersStay();
    void keyThatTheDatabaseHoldsForEqualIsADuplicate();
    void triggerThatRollsBackEndsTheWrite();
    void everyDifferenceIsNamedAtOnce();
    void oddIdentifiersWork();
    void rollbackTakesEverythingBack();
    void lockedDatabaseIsTransient();
    void fullDiskEndsTheWrite();
    void interruptEndsTheWrite();
    void bulkInsertKeepsTextAndBytes();
    void otherFileIsNoDatabase();
    void missingDriverIsNamed();

private:
    TargetAddress address() const;
    std::unique_ptr<Target> open();
    void prepareFile(const QStringList &statements);
    QStringList askFile(const QString &sql);
    void load(Rows &rows, const TableSpec &spec, DuplicatePolicy policy = DuplicatePolicy::Skip,
              std::int64_t fileId = 7);
    /// The target's own writer, or one that protects batches by savepoints.
    Result<std::unique_ptr<RowWriter>> writer(Target &target, const TableSpec &spec,
                                              DuplicatePolicy policy);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::vector<Refusal> m_refusals;
    std::atomic<bool> m_isInterrupted { false };
};

// Every fact holds for each driver, and with the savepoints that PostgreSQL needs.
void TestQsqlTarget::initTestCase_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<bool>("savepoints");
    QTest::newRow("QSQLITE") << u"qsql:QSQLITE:"_s << false;
    QTest::newRow("QSQLITE with savepoints") << u"qsql:QSQLITE:"_s << true;
    QTest::newRow("QODBC") << u"qsql:QODBC:DRIVER=SQLite3;Timeout=1;Database="_s << false;
}

void TestQsqlTarget::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_path = m_folder->filePath(u"shop.sqlite"_s);
    m_refusals.clear();
}

void TestQsqlTarget::cleanup()
{
    m_folder.reset();
}

TargetAddress TestQsqlTarget::address() const
{
    QFETCH_GLOBAL(QString, prefix);
    const auto parsed = parseTargetAddress(prefix + m_path);
    if (!parsed)
        qFatal("%s", words(parsed).constData());
    return *parsed;
}

std::unique_ptr<Target> TestQsqlTarget::open()
{
    TargetOptions options;
    options.lockTimeoutMs = 0;
    auto target = openTarget(address(), options);
    if (!target)
        qWarning() << words(target);
    return target ? std::move(*target) : nullptr;
}

Result<std::unique_ptr<RowWriter>> TestQsqlTarget::writer(Target &target, const TableSpec &spec,
                                                          DuplicatePolicy policy)
{
    QFETCH_GLOBAL(bool, savepoints);
    if (!savepoints)
        return target.rowWriter(spec, policy);
    auto dialect = SqlDialect::of(target.database());
    dialect.failurePoisons = true;
    const QsqlRowWriter::Setup setup { target.database(), dialect, spec, policy, &m_isInterrupted };
    return QsqlRowWriter::create(setup);
}

void TestQsqlTarget::prepareFile(const QStringList &statements)
{
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"preparing"_s);
        database.setDatabaseName(m_path);
        QVERIFY(database.open());
        for (const auto &statement : statements)
            QVERIFY2(run(database, statement), qPrintable(statement));
    }
    QSqlDatabase::removeDatabase(u"preparing"_s);
}

QStringList TestQsqlTarget::askFile(const QString &sql)
{
    QStringList rows;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"asking"_s);
        database.setDatabaseName(m_path);
        if (database.open())
            rows = ask(database, sql);
    }
    QSqlDatabase::removeDatabase(u"asking"_s);
    return rows;
}

void TestQsqlTarget::load(Rows &rows, const TableSpec &spec, DuplicatePolicy policy,
                          std::int64_t fileId)
{
    const auto target = open();
    QVERIFY(target);
    const auto prepared = target->prepareTables({ &spec, 1 });
    QVERIFY2(prepared, words(prepared));
    auto made = writer(*target, spec, policy);
    QVERIFY2(made, words(made));
    QVERIFY(target->begin());
    const auto written = rows.write(**made, fileId);
    QVERIFY2(written, words(written));
    m_refusals = (*made)->refusals();
    const auto committed = target->commit();
    QVERIFY2(committed, words(committed));
}

void TestQsqlTarget::everyValueTypeReadsBack()
{
    constexpr qlonglong kDay = 86'400'000'000LL;
    const auto spec = allTypes();
    Rows rows(spec);
    rows.add({ 1, QString::fromUtf8("Теа 茶 🍵"), std::numeric_limits<qint64>::max(), 1'250, 0.1,
               19'782, 19'782 * kDay + 3'661'000'000LL, 1 });
    rows.add({ 2, u""_s, std::numeric_limits<qint64>::min(), -1'200, 3.0, -1, -1, 0 });
    rows.add({ 3, {}, {}, {}, {}, {}, {}, {} });
    rows.add({ 4, u"00123"_s, {}, qint64 { 999'999'999'999'999 }, {}, {}, {}, {} });
    load(rows, spec);
    QCOMPARE(askFile(u"SELECT a_text, an_integer, a_decimal, a_real, a_date, a_timestamp, "
                     "a_boolean, import_record FROM all_types ORDER BY id"_s),
             (QStringList {
                 QString::fromUtf8("Теа 茶 🍵|9223372036854775807|12.5|0.1|2024-02-29|2024-02-29 "
                                   "01:01:01|1|101"),
                 u"|-9223372036854775808|-12|3|1969-12-31|1969-12-31 23:59:59.999999|0|102"_s,
                 u"NULL|NULL|NULL|NULL|NULL|NULL|NULL|103"_s,
                 u"00123|NULL|9999999999999.99|NULL|NULL|NULL|NULL|104"_s,
             }));
    QCOMPARE(askFile(u"SELECT group_concat(typeof(a_text) || typeof(a_decimal)) FROM all_types"_s),
             QStringList { u"textreal,textinteger,nullnull,textreal"_s });
}

void TestQsqlTarget::rowsEqualThoseOfTheNativeTarget()
{
    const auto spec = allTypes();
    Rows rows(spec);
    for (int i = 0; i < 500; ++i) {
        rows.add({ i * 7 % 400, u"nama %1"_s.arg(i), i, i * 5, i / 8.0, i * 50,
                   qlonglong { i } * 1'000'003, i % 2 });
    }
    load(rows, spec, DuplicatePolicy::Update);
    const auto everything = u"SELECT * FROM all_types ORDER BY id"_s;
    const auto generic = askFile(everything);
    const auto genericOutcomes = rows.outcomes;

    m_path = m_folder->filePath(u"native.sqlite"_s);
    {
        const auto native = openTarget(parseTargetAddress(u"sqlite:"_s + m_path).value()).value();
        QVERIFY(native->prepareTables({ &spec, 1 }));
        auto made = native->rowWriter(spec, DuplicatePolicy::Update);
        QVERIFY(made);
        QVERIFY(native->begin());
        QVERIFY(rows.write(**made));
        QVERIFY(native->commit());
        made->reset();
    }
    QCOMPARE(generic.size(), 400);
    QCOMPARE(generic, askFile(everything));
    QCOMPARE(genericOutcomes, rows.outcomes);
}

void TestQsqlTarget::keptDuplicateChangesNothing()
{
    for (const auto policy : { DuplicatePolicy::Skip, DuplicatePolicy::Reject }) {
        auto spec = wares();
        spec.name += QString::number(static_cast<int>(policy));
        Rows first(spec);
        first.add({ u"a"_s, u"Teh"_s, 100 });
        load(first, spec, policy, 1);
        Rows second(spec);
        second.add({ u"a"_s, u"Kopi"_s, 200 }).add({ u"b"_s, u"Gula"_s, 300 });
        load(second, spec, policy, 2);
        QCOMPARE(second.outcomes, (std::vector { RowOutcome::Duplicate, RowOutcome::Inserted }));
        QCOMPARE(askFile(u"SELECT sku, name, price, import_file_id FROM %1 ORDER BY sku"_s.arg(
                     spec.name)),
                 (QStringList { u"a|Teh|1|1"_s, u"b|Gula|3|2"_s }));
    }
}

void TestQsqlTarget::updateReplacesEveryColumnAndTheLineage()
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

void TestQsqlTarget::rowsWithoutKeyAreAppended()
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

void TestQsqlTarget::manyRowsGoInBatches()
{
    Rows evens(wares());
    for (int i = 0; i < 1000; i += 2)
        evens.add({ u"%1"_s.arg(i, 6), {}, i });
    load(evens, wares());
    Rows all(wares());
    std::vector<RowOutcome> expected;
    for (int i = 0; i < 1000; ++i) {
        all.add({ u"%1"_s.arg(i, 6), {}, i });
        expected.push_back(i % 2 == 0 ? RowOutcome::Duplicate : RowOutcome::Inserted);
    }
    load(all, wares());
    QCOMPARE(all.outcomes, expected);
    QCOMPARE(askFile(u"SELECT COUNT(*), SUM(price) FROM wares"_s), QStringList { u"1000|4995"_s });
}

void TestQsqlTarget::refusedRowLeavesNothingAndTheOthersStay_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("trigger");
    QTest::addColumn<QString>("message");
    QTest::newRow("check") << u"CHECK (price < 1000)"_s << QString() << u"price < 1000"_s;
    QTest::newRow("not null") << u"NOT NULL"_s << QString() << u"wares.price"_s;
    QTest::newRow("another unique column") << u"UNIQUE"_s << QString() << u"wares.price"_s;
    QTest::newRow("trigger") << QString()
                             << u"CREATE TRIGGER t AFTER INSERT ON wares WHEN NEW.sku = 'b' "
                                "BEGIN SELECT RAISE(ABORT, 'terlalu mahal'); END"_s
                             << u"terlalu mahal"_s;
}

void TestQsqlTarget::refusedRowLeavesNothingAndTheOthersStay()
{
    QFETCH(QString, rule);
    QFETCH(QString, trigger);
    QFETCH(QString, message);
    QStringList statements {
        u"CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price NUMERIC "_s + rule
        + u", import_file_id INTEGER, import_record INTEGER)"_s
    };
    if (!trigger.isEmpty())
        statements += trigger;
    prepareFile(statements);
    Rows rows(wares());
    rows.add({ u"a"_s, {}, 100 });
    if (rule == "UNIQUE"_L1)
        rows.add({ u"b"_s, {}, 100 });
    else
        rows.add({ u"b"_s, {}, rule == "NOT NULL"_L1 ? QVariant() : QVariant(1'000'000) });
    rows.add({ u"c"_s, {}, 300 }).add({ u"a"_s, {}, 400 });
    load(rows, wares());
    QCOMPARE(rows.outcomes,
             (std::vector { RowOutcome::Inserted, RowOutcome::Refused, RowOutcome::Inserted,
                            RowOutcome::Duplicate }));
    QCOMPARE(m_refusals.size(), std::size_t { 1 });
    QCOMPARE(m_refusals[0].index, std::size_t { 1 });
    QVERIFY2(m_refusals[0].message.contains(message), qPrintable(m_refusals[0].message));
    QCOMPARE(askFile(u"SELECT sku, price FROM wares ORDER BY sku"_s),
             (QStringList { u"a|1"_s, u"c|3"_s }));
}

void TestQsqlTarget::keyThatTheDatabaseHoldsForEqualIsADuplicate()
{
    prepareFile({ u"CREATE TABLE wares (sku TEXT COLLATE NOCASE PRIMARY KEY, name TEXT, price "
                  "NUMERIC, import_file_id INTEGER, import_record INTEGER)"_s });
    Rows rows(wares());
    rows.add({ u"A"_s, {}, 100 }).add({ u"a"_s, {}, 200 });
    load(rows, wares());
    QCOMPARE(rows.outcomes, (std::vector { RowOutcome::Inserted, RowOutcome::Duplicate }));
    load(rows, wares(), DuplicatePolicy::Update);
    QCOMPARE(rows.outcomes, (std::vector { RowOutcome::Updated, RowOutcome::Updated }));
    QCOMPARE(askFile(u"SELECT sku, price FROM wares"_s), QStringList { u"A|2"_s });
}

void TestQsqlTarget::triggerThatRollsBackEndsTheWrite()
{
    prepareFile({ u"CREATE TABLE wares (sku TEXT PRIMARY KEY, name TEXT, price NUMERIC, "
                  "import_file_id INTEGER, import_record INTEGER)"_s,
                  u"CREATE TRIGGER t BEFORE INSERT ON wares WHEN NEW.sku = 'b' "
                  "BEGIN SELECT RAISE(ROLLBACK, 'semua batal'); END"_s });
    const auto target = open();
    QVERIFY(target);
    auto made = writer(*target, wares(), DuplicatePolicy::Skip);
    QVERIFY(made);
    QVERIFY(target->begin());
    Rows rows(wares());
    rows.add({ u"a"_s, {}, {} }).add({ u"b"_s, {}, {} }).add({ u"c"_s, {}, {} });
    const auto written = rows.write(**made);
    QCOMPARE(codeOf(written), u"db.statement_failed"_s);
    target->rollback();
    QCOMPARE(askFile(u"SELECT COUNT(*) FROM wares"_s), QStringList { u"0"_s });
}

void TestQsqlTarget::everyDifferenceIsNamedAtOnce()
{
    prepareFile(
        { u"CREATE TABLE wares (sku TEXT, import_file_id INTEGER, stock INTEGER NOT NULL)"_s,
          u"CREATE VIEW all_types AS SELECT 1"_s });
    const auto target = open();
    QVERIFY(target);
    const std::vector specs { wares(), allTypes() };
    const auto prepared = target->prepareTables(specs);
    QCOMPARE(codeOf(prepared), u"db.schema_mismatch"_s);
    // name, price, import_record, key, stock; the view
    QCOMPARE(prepared.error().arguments.value(0).split(u"; "_s).size(), 6);
}

void TestQsqlTarget::oddIdentifiersWork()
{
    const auto spec = oddNames();
    for (const auto policy : { DuplicatePolicy::Skip, DuplicatePolicy::Update }) {
        Rows rows(spec);
        rows.add({ u"a"_s, 150, u"Ibu Sari, Yogyakarta"_s, 1, 2, 1 });
        load(rows, spec, policy);
    }
    QCOMPARE(askFile(u"SELECT * FROM \"da\"\"ta.pesanan [ke-2] ?:x\""_s),
             QStringList { u"a|1.5|Ibu Sari, Yogyakarta|1|2|1|7|101"_s });
}

void TestQsqlTarget::rollbackTakesEverythingBack()
{
    const auto spec = wares();
    Rows first(spec);
    first.add({ u"a"_s, {}, {} });
    load(first, spec);
    const auto target = open();
    QVERIFY(target);
    auto made = writer(*target, spec, DuplicatePolicy::Skip);
    QVERIFY(made);
    Rows rows(spec);
    rows.add({ u"b"_s, {}, {} });
    QVERIFY(target->begin());
    QVERIFY(rows.write(**made));
    target->rollback();
    target->rollback(); // always safe
    QCOMPARE(askFile(u"SELECT sku FROM wares"_s), QStringList { u"a"_s });
    QVERIFY(target->begin());
    QVERIFY(rows.write(**made));
    QVERIFY(target->commit());
    QCOMPARE(askFile(u"SELECT sku FROM wares"_s), (QStringList { u"a"_s, u"b"_s }));
}

void TestQsqlTarget::lockedDatabaseIsTransient()
{
    Rows first(wares());
    first.add({ u"a"_s, {}, {} });
    load(first, wares());
    const auto holder = openTarget(parseTargetAddress(u"sqlite:"_s + m_path).value()).value();
    const auto target = open();
    QVERIFY(target);
    auto made = writer(*target, wares(), DuplicatePolicy::Skip);
    QVERIFY2(made, words(made));
    QVERIFY(holder->begin());
    Rows rows(wares());
    rows.add({ u"b"_s, {}, {} });
    const auto written = target->begin().and_then([&] { return rows.write(**made); });
    QCOMPARE(codeOf(written), u"db.locked"_s);
    QVERIFY(written.error().isTransient());
    target->rollback();
    holder->rollback();
    QVERIFY(target->begin());
    QVERIFY(rows.write(**made));
    QVERIFY(target->commit());
}

void TestQsqlTarget::fullDiskEndsTheWrite()
{
    const auto target = open();
    QVERIFY(target);
    const auto spec = wares();
    QVERIFY(target->prepareTables({ &spec, 1 }));
    QVERIFY(!ask(target->database(), u"PRAGMA max_page_count = 20"_s).isEmpty());
    auto made = writer(*target, spec, DuplicatePolicy::Skip);
    QVERIFY(made);
    Rows rows(spec);
    for (int i = 0; i < 2'000; ++i)
        rows.add({ u"b%1"_s.arg(i), QString(200, u'x'), i });
    QVERIFY(target->begin());
    QCOMPARE(codeOf(rows.write(**made)), u"db.disk_full"_s);
    target->rollback();
    QCOMPARE(askFile(u"SELECT COUNT(*) FROM wares"_s), QStringList { u"0"_s });
}

void TestQsqlTarget::interruptEndsTheWrite()
{
    const auto target = open();
    QVERIFY(target);
    const auto spec = wares();
    QVERIFY(target->prepareTables({ &spec, 1 }));
    auto made = target->rowWriter(spec, DuplicatePolicy::Skip);
    QVERIFY(made);
    Rows rows(spec);
    rows.add({ u"a"_s, {}, {} });
    QVERIFY(target->begin());
    target->interrupt();
    QCOMPARE(codeOf(rows.write(**made)), u"run.cancelled"_s);
    target->rollback();
    QVERIFY(target->begin());
    QVERIFY(rows.write(**made));
}

void TestQsqlTarget::bulkInsertKeepsTextAndBytes()
{
    prepareFile({ u"CREATE TABLE odd (n INTEGER, t TEXT NOT NULL, b BLOB NOT NULL)"_s });
    const auto target = open();
    QVERIFY(target);
    auto insert = bulkInsert(*target, u"odd"_s, { u"n"_s, u"t"_s, u"b"_s });
    QVERIFY2(insert, words(insert));
    QVERIFY(target->begin());
    const auto add = [&](std::int64_t n, std::string_view text, std::string_view bytes) {
        (*insert)->bindInteger(0, n);
        (*insert)->bindText(1, text);
        (*insert)->bindBytes(2, bytes);
        const auto done = (*insert)->run();
        QVERIFY2(done, words(done));
    };
    add(1, "“teh” 茶", { "a\0\xff\n", 4 });
    add(2, {}, {});
    QVERIFY(target->commit());
    QCOMPARE(
        askFile(u"SELECT n, t, hex(b), typeof(t), typeof(b) FROM odd ORDER BY n"_s),
        (QStringList { QString::fromUtf8("1|“teh” 茶|6100FF0A|text|blob"), u"2|||text|blob"_s }));
}

void TestQsqlTarget::otherFileIsNoDatabase()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("no_pesanan,sku\n").repeated(1000));
    file.close();
    const auto opened = openTarget(address()).and_then([](auto target) -> Result<PreparedTables> {
        const auto spec = wares();
        return target->prepareTables({ &spec, 1 });
    });
    QCOMPARE(codeOf(opened), u"db.not_a_database"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("no_pesanan,sku\n").repeated(1000));
}

void TestQsqlTarget::missingDriverIsNamed()
{
    auto other = address();
    other.driver = u"QNONE"_s;
    const auto opened = openTarget(other);
    QCOMPARE(codeOf(opened), u"db.driver_missing"_s);
    QVERIFY(opened.error().arguments.value(1).contains(u"QSQLITE"_s));
}

QTEST_GUILESS_MAIN(TestQsqlTarget)
#include "tst_qsql_target.moc"
