// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/order_generator.h"
#include "tests/fault/cli_probe.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;
using namespace dockhand;

namespace {

/// One program that imports, beside others.
class Importer final
{
public:
    void start(const QString &database, const QString &folder, const QStringList &more = {})
    {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(QStringLiteral(DOCKHAND_CLI),
                        QStringList { u"import"_s, u"--json"_s, u"--progress"_s, u"none"_s,
                                      u"--to"_s, u"sqlite:"_s + database, folder }
                            + more);
    }
    [[nodiscard]] bool hasStarted() { return m_process.waitForStarted(); }
    /// False: it is over, and has no number any more; 0 would mean the tests' own process group.
    bool signal(int number) const
    {
        const auto process = static_cast<pid_t>(m_process.processId());
        return process > 0 && ::kill(process, number) == 0;
    }
    /// The exit code; -1: killed.
    int end()
    {
        if (!m_process.waitForFinished(300'000))
            return -2;
        m_report = QJsonDocument::fromJson(m_process.readAllStandardOutput()).object();
        m_errors = QString::fromUtf8(m_process.readAllStandardError());
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    [[nodiscard]] const QJsonObject &report() const { return m_report; }
    [[nodiscard]] const QString &errors() const { return m_errors; }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }

private:
    QProcess m_process;
    QJsonObject m_report;
    QString m_errors;
};

/// The first value of a query or what a statement changes; nothing when it could not be done.
std::optional<QString> ask(const QString &database, const QString &sql)
{
    const auto name = u"two importers"_s;
    std::optional<QString> answer;
    {
        auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        connection.setDatabaseName(database);
        connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=200"_s);
        QSqlQuery query(connection.open() ? connection : QSqlDatabase());
        if (connection.isOpen() && query.exec(sql)) {
            if (query.isSelect())
                answer = query.next() ? query.value(0).toString() : QString();
            else
                answer = QString::number(query.numRowsAffected());
        }
    }
    QSqlDatabase::removeDatabase(name);
    return answer;
}

bool waitUntil(const std::function<bool()> &isSo)
{
    for (const QDeadlineTimer patience(60'000); !patience.hasExpired(); QTest::qWait(5)) {
        if (isSo())
            return true;
    }
    return false;
}

} // namespace

/// Several programs that import into one database at the same time.
class TestTwoImporters final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameFilesGoInOnce();
    void deadImporterIsTakenOver();
    void importerThatStandsStillIsTakenOverAndWritesNothingMore();
    void sameOrdersInOtherFilesEndTheSame();

private:
    [[nodiscard]] QString database(const char *name) const
    {
        return m_folder.filePath(QLatin1StringView(name) + u".sqlite"_s);
    }
    /// Whether the first run has committed a part of its files.
    [[nodiscard]] static bool isUnderWay(const QString &database);

    QTemporaryDir m_folder;
    QString m_orders;
    QMap<QString, fault::TableContent> m_undisturbed;
};

void TestTwoImporters::initTestCase()
{
    m_orders = m_folder.filePath(u"orders"_s);
    QVERIFY(QDir().mkpath(m_orders));
    testdata::OrderGenerator generator(
        { .seed = 5, .rowsPerFile = 20'000, .dirtyShare = 0.02, .repeatShare = 0.05 });
    for (int index = 1; index <= 6; ++index) {
        QFile file(QDir(m_orders).filePath(u"orders-%1.csv"_s.arg(index)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(QByteArray::fromStdString(generator.file())) > 0);
    }
    Importer alone;
    alone.start(database("alone"), m_orders);
    QCOMPARE(alone.end(), 2);
    m_undisturbed = fault::contentOf(database("alone"));
    QCOMPARE(m_undisturbed[u"dropship_purchase_details"_s].rows, generator.expected().items);
}

bool TestTwoImporters::isUnderWay(const QString &database)
{
    const auto part = ask(database,
                          u"SELECT count(*) FROM dockhand_file WHERE mark_record > 0 "
                          "OR state IN ('done', 'partial')"_s);
    return part && part->toInt() > 0;
}

void TestTwoImporters::sameFilesGoInOnce()
{
    const auto file = database("same");
    std::array<Importer, 3> importers;
    for (auto &importer : importers)
        importer.start(file, m_orders);
    std::int64_t inserted = 0;
    for (auto &importer : importers) {
        const auto code = importer.end();
        QVERIFY2(code == 0 || code == 2, qPrintable(importer.errors()));
        inserted += importer.report()[u"totals"_s][u"inserted"_s].toInteger();
    }
    QCOMPARE(fault::contentOf(file), m_undisturbed);
    QCOMPARE(inserted, m_undisturbed[u"dropship_purchase_details"_s].rows);
}

void TestTwoImporters::deadImporterIsTakenOver()
{
    const auto file = database("dead");
    Importer first;
    first.start(file, m_orders, { u"--memory-limit"_s, u"32M"_s, u"--chunk-rows"_s, u"50"_s });
    QVERIFY(first.hasStarted());
    QVERIFY(waitUntil([&] { return isUnderWay(file) || !first.isRunning(); }));
    Importer second;
    second.start(file, m_orders);
    QVERIFY(second.hasStarted());
    QTest::qWait(50);
    (void)first.signal(SIGKILL); // or it was quicker
    (void)first.end();
    QVERIFY2(second.end() >= 0, qPrintable(second.errors()));
    QCOMPARE(fault::contentOf(file), m_undisturbed);
}

// Its lease is ended by hand here; otherwise the test would have to wait for two minutes.
void TestTwoImporters::importerThatStandsStillIsTakenOverAndWritesNothingMore()
{
    QString file;
    std::unique_ptr<Importer> started;
    bool isStopped = false;
    // One that is over before it could be stopped shows nothing: then another one.
    for (int attempt = 1; !isStopped && attempt <= 20; ++attempt) {
        file = m_folder.filePath(u"still-%1.sqlite"_s.arg(attempt));
        started = std::make_unique<Importer>();
        auto &first = *started;
        first.start(file, m_orders, { u"--memory-limit"_s, u"32M"_s, u"--chunk-rows"_s, u"50"_s });
        QVERIFY(first.hasStarted());
        QVERIFY(waitUntil([&] {
            if (!first.isRunning())
                return true;
            if (!isUnderWay(file))
                return false;
            if (!first.signal(SIGSTOP))
                return true;
            // Stopped inside of a transaction it holds the database: then at another moment.
            const auto ended
                = ask(file,
                      u"UPDATE dockhand_run SET lease_until = '2001-01-01T00:00:00.000Z' "
                      "WHERE state = 'running'"_s);
            isStopped = ended.has_value();
            if (!isStopped)
                (void)first.signal(SIGCONT);
            return isStopped;
        }));
    }
    QVERIFY(isStopped);
    auto &first = *started;
    Importer second;
    second.start(file, m_orders);
    QVERIFY2(second.end() >= 0, qPrintable(second.errors()));
    QCOMPARE(fault::contentOf(file), m_undisturbed);
    QVERIFY(first.signal(SIGCONT));
    const auto code = first.end();
    QCOMPARE(fault::contentOf(file), m_undisturbed);
    const auto cut = ask(file, u"SELECT state FROM dockhand_run WHERE id = 1"_s);
    QVERIFY(cut);
    if (*cut == u"cancelled"_s) { // else all of its files had ended before
        QCOMPARE(code, 3);
        const auto told = QJsonDocument(first.report()).toJson();
        QVERIFY2(told.contains("run.taken_over"), told.constData());
    }
}

void TestTwoImporters::sameOrdersInOtherFilesEndTheSame()
{
    // The same records in files of their own: one more line end makes them other content.
    const auto copies = m_folder.filePath(u"copies"_s);
    QVERIFY(QDir().mkpath(copies));
    for (const auto &name : QDir(m_orders).entryList(QDir::Files)) {
        QFile from(QDir(m_orders).filePath(name));
        QFile to(QDir(copies).filePath(name));
        QVERIFY(from.open(QIODevice::ReadOnly) && to.open(QIODevice::WriteOnly));
        to.write(from.readAll() + "\n");
    }
    const auto file = database("copies");
    Importer first;
    Importer second;
    first.start(file, m_orders);
    second.start(file, copies);
    QVERIFY2(first.end() >= 0, qPrintable(first.errors()));
    QVERIFY2(second.end() >= 0, qPrintable(second.errors()));
    const auto same = [&](const char *what, const char *table) {
        const auto sql = u"SELECT group_concat(row, char(10)) FROM (SELECT %1 AS row FROM %2 "
                         "ORDER BY 1)"_s.arg(QLatin1StringView(what), QLatin1StringView(table));
        const auto content = ask(file, sql);
        return content && !content->isEmpty() && content == ask(database("alone"), sql);
    };
    QVERIFY(
        same("kode_pesanan || ' ' || coalesce(status_pesanan_terakhir, '')", "dropship_purchases"));
    QVERIFY(same("kode_pesanan || ' ' || sku || ' ' || item_no || ' ' || coalesce(qty, '')",
                 "dropship_purchase_details"));
}

QTEST_GUILESS_MAIN(TestTwoImporters)
#include "tst_two_importers.moc"
