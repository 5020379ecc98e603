// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/order_generator.h"
#include "tests/fault/cli_probe.h"

#include <QDir>
#include <QElapsedTimer>
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

constexpr int kPatienceMs = 120'000;

/// Holds a SQLite database locked from the outside, as another program would.
class Lock final
{
public:
    explicit Lock(const QString &path)
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"lock"_s);
        database.setDatabaseName(path);
        m_isHeld = database.open() && QSqlQuery(database).exec(u"BEGIN EXCLUSIVE"_s);
    }
    ~Lock() { release(); }

    [[nodiscard]] bool isHeld() const { return m_isHeld; }

    void release()
    {
        if (!QSqlDatabase::contains(u"lock"_s))
            return;
        QSqlQuery(QSqlDatabase::database(u"lock"_s)).exec(u"ROLLBACK"_s);
        QSqlDatabase::database(u"lock"_s).close();
        QSqlDatabase::removeDatabase(u"lock"_s);
        m_isHeld = false;
    }

private:
    bool m_isHeld = false;
};

/// A running `dockhand-cli import --json --progress json`.
class RunningImport final
{
public:
    /// While the file `fullWhile` exists, the database's disk is full.
    explicit RunningImport(const fault::ImportCommand &command, const QString &fullWhile = {},
                           qint64 fullFrom = 400'000)
    {
        m_process.setProgram(command.program);
        m_process.setArguments(command.arguments() + QStringList { u"--progress"_s, u"json"_s });
        m_process.setStandardInputFile(QProcess::nullDevice());
        auto environment = QProcessEnvironment::systemEnvironment();
        if (!fullWhile.isEmpty()) {
            const auto loaded = environment.value(u"LD_PRELOAD"_s); // a sanitizer comes first
            environment.insert(u"LD_PRELOAD"_s,
                               (loaded.isEmpty() ? QString() : loaded + u':')
                                   + QStringLiteral(DOCKHAND_FAILING_DISK));
            environment.insert(u"ASAN_OPTIONS"_s,
                               environment.value(u"ASAN_OPTIONS"_s)
                                   + u":verify_asan_link_order=0"_s);
            environment.insert(u"DOCKHAND_FULL_FROM"_s,
                               QString::number(fullFrom)); // room for the ledger only
            environment.insert(u"DOCKHAND_FULL_PATH"_s, command.database);
            environment.insert(u"DOCKHAND_FULL_WHILE"_s, fullWhile);
        }
        m_process.setProcessEnvironment(environment);
        m_process.start();
    }

    /// Waits until standard error holds `text` so many times.
    bool waitForError(const QByteArray &text, int times = 1)
    {
        QElapsedTimer timer;
        timer.start();
        while (m_errors.count(text) < times) {
            m_process.waitForReadyRead(50);
            m_errors += m_process.readAllStandardError();
            m_output += m_process.readAllStandardOutput();
            if (m_process.state() == QProcess::NotRunning || timer.elapsed() > kPatienceMs)
                return m_errors.count(text) >= times;
        }
        return true;
    }

    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    /// False: it is over, and has no number any more; 0 would mean the tests' own process group.
    bool interrupt() const
    {
        const auto process = static_cast<pid_t>(m_process.processId());
        return process > 0 && ::kill(process, SIGINT) == 0;
    }

    /// Its exit code; -1: it did not end, or not by itself.
    int wait()
    {
        if (!m_process.waitForFinished(kPatienceMs)
            || m_process.exitStatus() != QProcess::NormalExit)
            return -1;
        m_errors += m_process.readAllStandardError();
        m_output += m_process.readAllStandardOutput();
        return m_process.exitCode();
    }

    [[nodiscard]] QJsonObject report() const { return QJsonDocument::fromJson(m_output).object(); }
    [[nodiscard]] const QByteArray &errors() const { return m_errors; }

private:
    QProcess m_process;
    QByteArray m_errors;
    QByteArray m_output;
};

} // namespace

/// A database that fails while rows go in, and comes back.
class TestTargetFaults final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fullDiskIsWaitedOut();
    void fullDiskThatStaysFullFailsTheRun();
    void lockIsWaitedOut();
    void tablesWaitForRoomToo();
    void waitingEndsAtOnceWhenCancelled();
    void waitingForALockEndsWhenCancelled();

private:
    [[nodiscard]] fault::ImportCommand into(const QString &database) const;
    [[nodiscard]] QString fillDisk() const;

    QTemporaryDir m_folder;
    QString m_data;
    QMap<QString, fault::TableContent> m_undisturbed;
};

void TestTargetFaults::initTestCase()
{
    m_data = m_folder.filePath(u"orders"_s);
    QVERIFY(QDir().mkpath(m_data));
    testdata::OrderGenerator generator(
        { .seed = 5, .rowsPerFile = 2'000, .dirtyShare = 0.02, .repeatShare = 0.05 });
    for (int index = 1; index <= 3; ++index) {
        QFile file(QDir(m_data).filePath(u"orders-%1.csv"_s.arg(index)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(QByteArray::fromStdString(generator.file())) > 0);
    }
    const auto command = into(u"undisturbed.sqlite"_s);
    QCOMPARE(command.run().exitCode, 2);
    m_undisturbed = fault::contentOf(command.database);
    QVERIFY(m_undisturbed[u"dropship_purchases"_s].rows > 0);
}

fault::ImportCommand TestTargetFaults::into(const QString &database) const
{
    fault::ImportCommand command;
    command.program = QStringLiteral(DOCKHAND_CLI);
    command.database = m_folder.filePath(database);
    command.files = QStringList { m_data };
    return command;
}

QString TestTargetFaults::fillDisk() const
{
    QFile flag(m_folder.filePath(u"full"_s));
    return flag.open(QIODevice::WriteOnly) ? flag.fileName() : QString();
}

void TestTargetFaults::fullDiskIsWaitedOut()
{
    const auto command = into(u"full.sqlite"_s);
    const auto full = fillDisk();
    RunningImport import(command, full);
    QVERIFY2(import.waitForError("Attempt 3 follows"), import.errors().constData());
    QVERIFY2(import.errors().contains("disk is full"), import.errors().constData());
    QVERIFY(QFile::remove(full));
    QCOMPARE(import.wait(), 2);
    QVERIFY2(fault::contentOf(command.database) == m_undisturbed,
             qPrintable(fault::describe(fault::contentOf(command.database))));
    const auto file = import.report()[u"files"_s][0];
    QVERIFY2(file[u"attempts"_s].toInt() >= 3, import.errors().constData());
}

void TestTargetFaults::fullDiskThatStaysFullFailsTheRun()
{
    auto command = into(u"stays-full.sqlite"_s);
    command.options = QStringList { u"--retry-for"_s, u"300ms"_s };
    const auto full = fillDisk();
    RunningImport import(command, full);
    QCOMPARE(import.wait(), 3);
    QCOMPARE(import.report()[u"error"_s][u"code"_s].toString(), u"db.disk_full"_s);
    const QJsonValue totals = import.report()[u"totals"_s];
    QCOMPARE(totals[u"inserted"_s].toInt(), 0);
    QVERIFY(QFile::remove(full));
    // With room the same command makes it good.
    QCOMPARE(command.run().exitCode, 2);
    QVERIFY(fault::contentOf(command.database) == m_undisturbed);
}

void TestTargetFaults::lockIsWaitedOut()
{
    const auto command = into(u"locked.sqlite"_s);
    Lock lock(command.database);
    QVERIFY(lock.isHeld());
    RunningImport import(command);
    QVERIFY2(import.waitForError("Attempt 2 follows"), import.errors().constData());
    QVERIFY2(import.errors().contains("Another program holds the database"),
             import.errors().constData());
    for (int minutes = qEnvironmentVariableIntValue("DOCKHAND_LOCK_MINUTES"); minutes > 0;
         --minutes)
        QTest::qWait(60'000); // the long form
    QVERIFY(import.isRunning());
    lock.release();
    QCOMPARE(import.wait(), 2);
    QVERIFY(fault::contentOf(command.database) == m_undisturbed);
}

void TestTargetFaults::waitingEndsAtOnceWhenCancelled()
{
    const auto command = into(u"cancelled.sqlite"_s);
    const auto full = fillDisk();
    RunningImport import(command, full);
    QVERIFY2(import.waitForError("Attempt 4 follows"), import.errors().constData());
    QVERIFY(import.interrupt());
    QCOMPARE(import.wait(), 130);
    QVERIFY(QFile::remove(full));
    QCOMPARE(command.run().exitCode, 2);
    QVERIFY(fault::contentOf(command.database) == m_undisturbed);
}

void TestTargetFaults::tablesWaitForRoomToo()
{
    const auto command = into(u"tables.sqlite"_s);
    const auto full = fillDisk();
    // The ledger of this version fits in exactly; if it grows, this is another fullDiskIsWaitedOut.
    RunningImport import(command, full, 213'000);
    QVERIFY2(import.waitForError("Attempt 2 follows"), import.errors().constData());
    QVERIFY(QFile::remove(full));
    QCOMPARE(import.wait(), 2);
    QVERIFY(fault::contentOf(command.database) == m_undisturbed);
}

void TestTargetFaults::waitingForALockEndsWhenCancelled()
{
    const auto command = into(u"cancelled-lock.sqlite"_s);
    QCOMPARE(command.run().exitCode, 2);
    auto again = command;
    again.options = QStringList { u"--force"_s };
    Lock lock(command.database);
    QVERIFY(lock.isHeld());
    RunningImport import(again);
    QVERIFY2(import.waitForError("Attempt 2 follows"), import.errors().constData());
    QVERIFY(import.interrupt());
    QCOMPARE(import.wait(), 130);
    QCOMPARE(import.report()[u"status"_s].toString(), u"cancelled"_s);
    lock.release();
    QVERIFY(fault::contentOf(command.database) == m_undisturbed);
}

QTEST_GUILESS_MAIN(TestTargetFaults)
#include "tst_target_faults.moc"
