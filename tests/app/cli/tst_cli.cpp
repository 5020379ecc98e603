// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/packing.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#    include <fcntl.h>
#    include <sys/stat.h>
#    include <unistd.h>

#    include <csignal>
#endif

using namespace Qt::StringLiterals;

namespace {

constexpr int kLargeRecords = 1'500'000; ///< several windows of the smallest memory limit
constexpr int kPatienceMs = 180'000;     ///< far more than a loaded machine needs

/// How a run of the program ended.
struct Ended
{
    int code = -1;
    bool crashed = false;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// A connection of the test's own, closed and forgotten at the end of the scope.
class Database
{
public:
    explicit Database(const QString &path)
        : m_name(u"test-%1"_s.arg(++s_count))
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        database.setDatabaseName(path);
        if (!database.open())
            qFatal("cannot open %s", qPrintable(path));
    }
    ~Database()
    {
        QSqlDatabase::database(m_name).close();
        QSqlDatabase::removeDatabase(m_name);
    }
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    bool run(const QString &sql) { return QSqlQuery(QSqlDatabase::database(m_name)).exec(sql); }
    QVariant value(const QString &sql)
    {
        QSqlQuery query(QSqlDatabase::database(m_name));
        return query.exec(sql) && query.next() ? query.value(0) : QVariant();
    }

private:
    static inline int s_count = 0;
    QString m_name;
};

} // namespace

/// The program dockhand-cli as its users meet it: arguments in, exit code, output and database out.
class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void helpAndVersionAreOnStandardOutput_data();
    void helpAndVersionAreOnStandardOutput();
    void wrongUsageExitsWithOneAndSaysWhy_data();
    void wrongUsageExitsWithOneAndSaysWhy();

    void importPrintsTheContract();
    void importPrintsASummaryForPeople();
    void fileWithoutHeaderIsImported();
    void secondImportSkipsAndSaysWhy();
    void secondImportOfAPartialFileSaysWhatStaysOut();
    void folderWithoutFilesHasACode();
    void emptyTableNameIsAnError();
    void errorsOfTheEarlierPartAreHintedToWithoutNewOnes();
    void foldersAreWalked();
    void channelOfFilesWithoutOneIsRemarkedOnce();
    void whatHoldsNoTableIsPassedOverInFolders();
    void shutFolderIsTold();
    void badRecordsExitWithTwo();
    void placesAreThoseOfTheFile_data();
    void placesAreThoseOfTheFile();
    void guessedEncodingIsTold();
    void badFileFailsAlone();
    void badInputHasAStableCode_data();
    void badInputHasAStableCode();
    void folderWithoutFilesExitsWithThree();
    void controlCharactersDoNotReachTheTerminal();
    void tableAndDialectCanBeChosen();
    void maxRejectsStopsAFile();
    void maxRejectsMayBeAShare();
    void errorsOfAResumedFileAreAllOfThem();
    void configFileHoldsOptions();
    void wrongConfigFileExitsWithOne_data();
    void wrongConfigFileExitsWithOne();
    void progressIsJsonLines();
    void noProgressWhenPiped();

    void errorsGoIntoAFile_data();
    void errorsGoIntoAFile();
    void errorsOfFilesThatNeverGotInAreWritten();
    void errorsCommandWritesTheReport();
    void reportNeverOverwritesWhatItIsAbout_data();
    void reportNeverOverwritesWhatItIsAbout();
    void reportNeverOverwritesAnInput_data();
    void reportNeverOverwritesAnInput();
    void unwritableReportIsToldBeforeTheImport();
    void pipeIsWrittenAndStaysAPipe();
    void historyAndShowTellOfTheRun();
    void rejectsAreRepairedAndRunsUndone();
    void showSaysWhyAFileWasSkippedAndWhatAnUndoDid();
    void showHasTheNamesOfTheImport();
    void recordsThatStayRejectedAreCounted();
    void reportIsCalledAfterItsFormat_data();
    void reportIsCalledAfterItsFormat();
    void missingDatabaseExitsWithThree_data();
    void missingDatabaseExitsWithThree();

    void readOnlyDatabaseIsLeftAsItIs();
    void lockedDatabaseIsToldAndLeftAsItIs();
    void fileThatIsNoDatabaseIsLeftAsItIs();
    void databaseInMissingFolderOrUnderAFile();

    void dumpPrintsEveryRecord();
    void dumpEndsByTheState_data();
    void dumpEndsByTheState();
    void quoteThatIsNamedIsNotGuessedAway();
    void dumpIntoAClosedPipeEndsQuietly();
    void fullOutputExitsWithThree_data();
    void fullOutputExitsWithThree();
    void inspectShowsWhatAFileIs();
    void compressedFilesAreReadLikeOthers();
    void recommendShowsThePlan();

    void killedRunIsToldAsCutOff();
    void interruptSaysWhatIsIn();
    void interruptCancelsAndTheNextImportGoesOn();

private:
    QString path(const QString &name) const { return m_dir->filePath(name); }
    QString write(const QString &name, const QByteArray &content);
    QByteArray read(const QString &name) const;
    QString url() const { return u"sqlite:"_s + path(u"out.sqlite"_s); }
    QProcessEnvironment environment() const;
    Ended run(const QStringList &arguments);
    Ended import(const QStringList &arguments);
    QString writeLarge();
    /// Sends the signal once a part is in.
    void importUntilCommitted(const QStringList &arguments, int signal, Ended &ended);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestCli::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
}

QString TestCli::write(const QString &name, const QByteArray &content)
{
    const auto target = path(name);
    QDir().mkpath(QFileInfo(target).path());
    QFile file(target);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(target));
    return target;
}

QByteArray TestCli::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A home of its own, so that nobody's default database or profiles are touched.
QProcessEnvironment TestCli::environment() const
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, path(u"home"_s));
    environment.insert(u"XDG_DATA_HOME"_s, path(u"home/data"_s));
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    return environment;
}

Ended TestCli::run(const QStringList &arguments)
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(DOCKHAND_CLI), arguments);
    if (!process.waitForFinished(kPatienceMs))
        qFatal("dockhand-cli %s does not end", qPrintable(arguments.join(u' ')));
    return { process.exitCode(), process.exitStatus() == QProcess::CrashExit,
             process.readAllStandardOutput(), process.readAllStandardError() };
}

Ended TestCli::import(const QStringList &arguments)
{
    return run(QStringList { u"import"_s, u"--json"_s, u"--to"_s, url() } + arguments);
}

void TestCli::helpAndVersionAreOnStandardOutput_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("--help") << QStringList { u"--help"_s } << QByteArray("Commands:");
    QTest::newRow("--version") << QStringList { u"--version"_s } << QByteArray("dockhand-cli ");
    for (const char *command : { "import", "inspect", "dump", "recommend", "errors", "repair",
                                 "history", "show", "undo" }) {
        QTest::addRow("%s --help", command)
            << QStringList { QString::fromLatin1(command), u"--help"_s }
            << QByteArray("Usage: dockhand-cli ") + command;
    }
}

void TestCli::helpAndVersionAreOnStandardOutput()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);
    const auto ended = run(arguments);
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.contains(word), ended.out.constData());
    QVERIFY(ended.err.isEmpty());
}

void TestCli::wrongUsageExitsWithOneAndSaysWhy_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const char *arguments, const char *word) {
        QTest::newRow(name) << QString::fromLatin1(arguments) << QString::fromLatin1(word);
    };
    row("nothing", "", "Usage");
    row("unknown command", "frobnicate x", "frobnicate");
    row("import without files", "import", "no file");
    row("inspect without files", "inspect --json", "no file");
    row("recommend without files", "recommend", "no file");
    row("dump without file", "dump", "one file");
    row("dump of two files", "dump a b", "one file");
    row("show without run", "show", "run");
    row("show of a word", "show first", "run");
    row("unknown option", "import --frob x.csv", "frob");
    row("abbreviated option", "import --conc 2 x.csv", "conc");
    row("value missing", "import x.csv --to", "to");
    row("concurrency zero", "import --concurrency 0 x.csv", "--concurrency");
    row("chunk rows is a word", "import --chunk-rows many x.csv", "--chunk-rows");
    row("memory below the smallest", "import --memory-limit 1M x.csv", "--memory-limit");
    row("size is a word", "import --max-file-size big x.csv", "--max-file-size");
    row("unknown policy", "import --on-duplicate merge x.csv", "--on-duplicate");
    row("unknown profile", "import --profile bogus x.csv", "bogus");
    row("unknown encoding", "import --encoding EBCDIC x.csv", "--encoding");
    row("long delimiter", "import --delimiter abc x.csv", "--delimiter");
    row("quote equals delimiter", "import --delimiter ; --quote ; x.csv", "--quote");
    row("unknown progress", "import --progress loud x.csv", "--progress");
    row("errors into a text file", "import --errors-to e.txt x.csv", "--errors-to");
    row("unknown target", "import --to bogus:x x.csv", "bogus");
    row("unknown format", "errors --format yaml", "--format");
    row("file for history", "history x", "x");
}

void TestCli::wrongUsageExitsWithOneAndSaysWhy()
{
    QFETCH(QString, arguments);
    QFETCH(QString, word);
    const auto ended = run(arguments.split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(ended.code, 1);
    QVERIFY(ended.out.isEmpty());
    QVERIFY2(QString::fromUtf8(ended.err).contains(word), ended.err.constData());
    QVERIFY(!QFile::exists(path(u"home/data"_s)));
}

void TestCli::importPrintsTheContract()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB,2\nC,3\n");
    const auto ended = import({ file });
    QVERIFY2(ended.code == 0, ended.err.constData());
    const auto report = ended.json();
    for (const auto key :
         { "run_id"_L1, "status"_L1, "target"_L1, "started_at"_L1, "finished_at"_L1,
           "duration_ms"_L1, "peak_memory_bytes"_L1, "plan"_L1, "totals"_L1, "files"_L1 })
        QVERIFY2(report.contains(key), key.data());
    const auto plan = report["plan"_L1].toObject();
    for (const auto key : { "chunk_rows"_L1, "concurrency"_L1, "writers"_L1,
                            "memory_limit_bytes"_L1, "estimated_ms"_L1, "reasons"_L1 })
        QVERIFY2(plan.contains(key), key.data());
    const auto totals = report["totals"_L1].toObject();
    for (const auto key : { "files"_L1, "done"_L1, "partial"_L1, "failed"_L1, "skipped"_L1,
                            "cancelled"_L1, "bytes"_L1, "read"_L1, "inserted"_L1, "updated"_L1,
                            "duplicate"_L1, "filtered"_L1, "rejected"_L1 })
        QVERIFY2(totals.contains(key), key.data());
    const auto first = report["files"_L1][0].toObject();
    for (const auto key : { "path"_L1, "status"_L1, "profile"_L1, "bytes"_L1, "duration_ms"_L1,
                            "attempts"_L1, "read"_L1, "inserted"_L1, "updated"_L1, "duplicate"_L1,
                            "filtered"_L1, "rejected"_L1, "resumed_at_record"_L1, "errors"_L1 })
        QVERIFY2(first.contains(key), key.data());
    QCOMPARE(report["status"_L1].toString(), u"succeeded"_s);
    QCOMPARE(totals["inserted"_L1].toInt(), 3);
    QCOMPARE(first["path"_L1].toString(), file);
    QCOMPARE(first["status"_L1].toString(), u"done"_s);
    QCOMPARE(Database(path(u"out.sqlite"_s)).value(u"SELECT count(*) FROM stock"_s).toInt(), 3);
}

void TestCli::importPrintsASummaryForPeople()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB,2\nC,3,4\n");
    const auto ended = run({ u"import"_s, u"--to"_s, url(), file });
    QCOMPARE(ended.code, 2);
    QVERIFY(ended.out.contains("stock.csv"));
    QVERIFY(ended.out.contains("partial"));
    QVERIFY(ended.out.contains("Fields in the record: 3"));
    QVERIFY2(ended.out.contains(" [row.too_many_columns]\n"), ended.out.constData());
    const auto missing = run({ u"import"_s, u"--to"_s, url(), path(u"gone.csv"_s) });
    QVERIFY2(missing.out.contains(" [file.not_found]\n"), missing.out.constData());
    const auto noDatabase = run({ u"import"_s, u"--to"_s, path(u"no/such/x.sqlite"_s), file });
    QVERIFY2(noDatabase.out.contains(" [db.cannot_open]\n"), noDatabase.out.constData());
    QVERIFY(ended.out.contains("dockhand-cli errors --to"));
}

void TestCli::fileWithoutHeaderIsImported()
{
    const auto file = write(u"stock.csv"_s, "A,1\nB,2\nC\nD,3\n");
    const auto ended = import({ u"--header-row"_s, u"0"_s, file });
    QCOMPARE(ended.code, 2);
    Database database(path(u"out.sqlite"_s));
    QCOMPARE(database.value(u"SELECT group_concat(column_1) FROM stock"_s).toString(), u"A,B,D"_s);
    QCOMPARE(database.value(u"SELECT sum(column_2) FROM stock"_s).toInt(), 6);
    const auto shown = run({ u"inspect"_s, u"--header-row"_s, u"0"_s, file });
    QCOMPARE(shown.code, 0);
    QVERIFY(shown.out.contains("column_2"));
}

void TestCli::secondImportSkipsAndSaysWhy()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB,2\n");
    QCOMPARE(import({ file }).code, 0);
    const auto second = import({ file });
    QCOMPARE(second.code, 0);
    const auto first = second.json()["files"_L1][0].toObject();
    QCOMPARE(first["status"_L1].toString(), u"skipped"_s);
    QVERIFY(!first["note"_L1].toString().isEmpty());
    QCOMPARE(Database(path(u"out.sqlite"_s)).value(u"SELECT count(*) FROM stock"_s).toInt(), 2);
    const auto told = run({ u"import"_s, u"--to"_s, url(), file });
    QVERIFY2(told.out.contains("Imported already on"), told.out.constData());
    QVERIFY2(told.out.contains("--force"), told.out.constData());
    const auto forced = import({ u"--force"_s, file });
    QCOMPARE(forced.json()["files"_L1][0]["status"_L1].toString(), u"done"_s);
}

void TestCli::secondImportOfAPartialFileSaysWhatStaysOut()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB,2\nC\n");
    QCOMPARE(import({ file }).code, 2);
    const auto again = run({ u"import"_s, u"--to"_s, url(), file });
    QCOMPARE(again.code, 0);
    QVERIFY2(!again.out.contains("Everything is in."), again.out.constData());
    QVERIFY2(again.out.contains("1 records stay rejected"), again.out.constData());
    const auto hint = u"dockhand-cli errors --to \"%1\" --run 1\n"_s.arg(url());
    QVERIFY2(again.out.contains(hint.toUtf8()), again.out.constData());
}

void TestCli::folderWithoutFilesHasACode()
{
    QVERIFY(QDir().mkpath(path(u"empty"_s)));
    const auto ended = import({ path(u"empty"_s) });
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.json()["error"_L1]["code"_L1].toString(), u"file.none_found"_s);
    QVERIFY(ended.json()["error"_L1]["message"_L1].toString().contains(path(u"empty"_s)));
    const auto plan = run({ u"recommend"_s, u"--json"_s, u"--to"_s, url(), path(u"empty"_s) });
    QCOMPARE(plan.code, 3);
    QCOMPARE(plan.json()["error"_L1]["code"_L1].toString(), u"file.none_found"_s);
    QVERIFY2(plan.err.contains("[file.none_found]"), plan.err.constData());
    QVERIFY(!QFile::exists(path(u"out.sqlite"_s)));
}

void TestCli::emptyTableNameIsAnError()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\n");
    const auto ended = import({ u"--table"_s, QString(u""_s), file });
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains("--table"), ended.err.constData());
}

void TestCli::errorsOfTheEarlierPartAreHintedToWithoutNewOnes()
{
    const auto part = QByteArray("A,1\nB\n").repeated(20);
    const auto good = QByteArray("A,1\n").repeated(40);
    const auto file = write(u"stock.csv"_s, "sku,count\n" + part + good);
    // Rejects of a file before it that fill the list must not hide at which record this one went
    // on.
    const auto other = write(u"other.csv"_s, "sku,count\n" + part + part);
    const QStringList command { u"import"_s, u"--to"_s,          url(), u"--chunk-rows"_s,
                                u"20"_s,     u"--concurrency"_s, u"1"_s };
    QCOMPARE(run(command + QStringList { u"--max-rejects"_s, u"15"_s, file }).code, 3);
    const auto rest = run(command + QStringList { other, file });
    QCOMPARE(rest.code, 2);
    QVERIFY2(rest.out.contains("stock.csv: went on at record 41; of those before it, earlier runs "
                               "rejected 20."),
             rest.out.constData());
    QVERIFY2(rest.out.contains("\n  …\n"), rest.out.constData());
    const auto report = run({ u"errors"_s, u"--to"_s, url(), u"--run"_s, u"2"_s });
    QCOMPARE(report.out.count("stock.csv"), 20);
    QCOMPARE(report.out.count("other.csv"), 40);
    const auto alone = write(u"alone.csv"_s, "sku,count\n" + part + good + "X,1\n");
    QCOMPARE(run(command + QStringList { u"--max-rejects"_s, u"15"_s, alone }).code, 3);
    const auto end = run(command + QStringList { alone });
    QCOMPARE(end.code, 2);
    QVERIFY2(end.out.contains("alone.csv: went on at record 41"), end.out.constData());
    QVERIFY2(end.out.contains("All errors: ") && end.out.contains("--run 4\n"),
             end.out.constData());
    QCOMPARE(run({ u"errors"_s, u"--to"_s, url(), u"--run"_s, u"4"_s }).out.count("alone.csv"), 20);
}

void TestCli::foldersAreWalked()
{
    write(u"in/a.csv"_s, "sku,count\nA,1\n");
    write(u"in/deep/b.csv"_s, "sku,count\nB,1\n");
    write(u"in/.hidden.csv"_s, "sku,count\nC,1\n");
    const auto ended = import({ u"--table"_s, u"stock"_s, path(u"in"_s) });
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.json()["totals"_L1]["files"_L1].toInt(), 2);
    QCOMPARE(Database(path(u"out.sqlite"_s)).value(u"SELECT count(*) FROM stock"_s).toInt(), 2);
}

void TestCli::channelOfFilesWithoutOneIsRemarkedOnce()
{
    const auto first = write(u"a.csv"_s, "sku,count\nA,1\n");
    const auto second = write(u"b.csv"_s, "sku,count\nB,1\n");
    const QStringList channel { u"--channel"_s, u"Shop"_s };
    const auto ended = import(channel + QStringList { first, second });
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.err.trimmed(),
             QByteArray("--channel says nothing to files of the profile auto."));
    const auto lines
        = import(channel + QStringList { u"--force"_s, u"--progress"_s, u"json"_s, first, second });
    QCOMPARE(QJsonDocument::fromJson(lines.err.split('\n').constFirst())["event"_L1].toString(),
             u"note"_s);
    QVERIFY(import({ u"--force"_s, first }).err.isEmpty());
}

void TestCli::whatHoldsNoTableIsPassedOverInFolders()
{
    write(u"in/a.csv"_s, "sku,count\nA,1\n");
    const auto readme = write(u"in/README.md"_s, "# Exports\nOne a day\n");
    write(u"in/expected.json"_s, "{}");
    const auto to = u"sqlite:"_s + path(u"in/out.sqlite"_s);
    const QStringList base { u"import"_s, u"--json"_s, u"--force"_s, u"--to"_s, to };
    QCOMPARE(run(base + QStringList { path(u"in"_s) }).code, 0);
    const auto again = run(base + QStringList { path(u"in"_s) }); // now with the database in it
    QCOMPARE(again.code, 0);
    QCOMPARE(again.json()["totals"_L1]["files"_L1].toInt(), 1);
    QVERIFY2(again.err.contains("no tables: expected.json, out.sqlite, README.md.")
                 || again.err.contains("no tables: README.md, expected.json, out.sqlite."),
             again.err.constData());
    QCOMPARE(again.err.count('\n'), 1);
    const QStringList quiet { u"--progress"_s, u"none"_s, path(u"in"_s) };
    QVERIFY(run(base + quiet).err.isEmpty());
    QCOMPARE(run(base + QStringList { readme }).json()["totals"_L1]["files"_L1].toInt(), 1);
}

void TestCli::shutFolderIsTold()
{
    write(u"in/a.csv"_s, "sku,count\nA,1\n");
    const auto inside = write(u"in/shut/b.csv"_s, "sku,count\nB,1\n");
    QVERIFY(QFile::setPermissions(path(u"in/shut"_s), {}));
    const bool isShut = !QFile::exists(inside);
    const auto ended = import({ path(u"in"_s) });
    const auto alone = import({ path(u"in/shut"_s) });
    QFile::setPermissions(path(u"in/shut"_s),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    if (!isShut) { // root may look into every folder
        QCOMPARE(ended.code, 0);
        QCOMPARE(ended.json()["totals"_L1]["files"_L1].toInt(), 2);
        return;
    }
    QCOMPARE(ended.code, 2);
    const auto files = ended.json()["files"_L1].toArray();
    QCOMPARE(files.size(), 2);
    QCOMPARE(files[1]["errors"_L1][0]["code"_L1].toString(), u"file.unreadable"_s);
    QCOMPARE(alone.code, 3);
    QCOMPARE(alone.json()["files"_L1][0]["errors"_L1][0]["code"_L1].toString(),
             u"file.unreadable"_s);
}

void TestCli::badRecordsExitWithTwo()
{
    const auto file = write(u"stock.csv"_s, "sku,count\n\"A\",1\n\"B,2\nC,3\nD\n");
    const auto ended = import({ file });
    QVERIFY2(ended.code == 2, ended.err.constData());
    const auto report = ended.json();
    QCOMPARE(report["status"_L1].toString(), u"partial"_s);
    QCOMPARE(report["totals"_L1]["rejected"_L1].toInt(), 2);
    QCOMPARE(report["totals"_L1]["inserted"_L1].toInt(), 2);
    const auto errors = report["files"_L1][0]["errors"_L1].toArray();
    QCOMPARE(errors.size(), 2);
    QCOMPARE(errors[0]["code"_L1].toString(), u"row.unterminated_quote"_s);
    QCOMPARE(errors[0]["record"_L1].toInt(), 2);
    QCOMPARE(errors[0]["line"_L1].toInt(), 3);
    QCOMPARE(errors[1]["code"_L1].toString(), u"row.too_few_columns"_s);
    QCOMPARE(errors[1]["record"_L1].toInt(), 4);
    for (const auto &error : errors) {
        for (const auto key : { "code"_L1, "message"_L1, "record"_L1, "line"_L1, "byte"_L1,
                                "column"_L1, "value"_L1 })
            QVERIFY2(error.toObject().contains(key), key.data());
        QVERIFY(!error.toObject()["message"_L1].toString().isEmpty());
    }
}

void TestCli::placesAreThoseOfTheFile_data()
{
    QTest::addColumn<QByteArray>("front");
    QTest::newRow("plain") << QByteArray();
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF");
}

void TestCli::placesAreThoseOfTheFile()
{
    QFETCH(QByteArray, front);
    const auto text = front + "sku,count\nA,1\nB\nC,3\nD,4,5\n\"E,6\n";
    const auto ended = import({ write(u"stock.csv"_s, text) });
    const auto errors = ended.json()["files"_L1][0]["errors"_L1].toArray();
    QCOMPARE(errors.size(), 3);
    QCOMPARE(errors[0]["byte"_L1].toInt(), text.indexOf("B\nC"));
    QCOMPARE(errors[1]["byte"_L1].toInt(), text.indexOf("D,4,5"));
    QCOMPARE(errors[2]["byte"_L1].toInt(), text.indexOf("\"E"));
}

void TestCli::guessedEncodingIsTold()
{
    const auto file = write(u"stock.csv"_s, "sku,name\nA,gr\xFC\xDF\nB,x\n");
    const auto guessed = import({ file, u"--json"_s });
    QVERIFY2(guessed.err.contains("windows-1252: 1 (stock.csv)"), guessed.err.constData());
    const auto reasons = guessed.json()["plan"_L1]["reasons"_L1].toVariant().toStringList();
    QCOMPARE(reasons.filter(u"windows-1252: 1"_s).size(), 1);
    const auto chosen = import({ file, u"--force"_s, u"--encoding"_s, u"windows-1252"_s });
    QVERIFY2(!chosen.err.contains("windows-1252"), chosen.err.constData());
    const auto told = chosen.json()["plan"_L1]["reasons"_L1].toVariant().toStringList();
    QVERIFY(told.filter(u"windows-1252"_s).isEmpty());
}

void TestCli::badFileFailsAlone()
{
    const auto good = write(u"good.csv"_s, "sku,count\nA,1\n");
    const auto empty = write(u"empty.csv"_s, "");
    const auto ended = import({ empty, good, path(u"gone.csv"_s) });
    QCOMPARE(ended.code, 2);
    const auto files = ended.json()["files"_L1].toArray();
    QCOMPARE(files.size(), 3);
    QCOMPARE(files[0]["errors"_L1][0]["code"_L1].toString(), u"file.empty"_s);
    QCOMPARE(files[1]["status"_L1].toString(), u"done"_s);
    QCOMPARE(files[2]["errors"_L1][0]["code"_L1].toString(), u"file.not_found"_s);
    QCOMPARE(ended.json()["totals"_L1]["failed"_L1].toInt(), 2);
}

void TestCli::badInputHasAStableCode_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << u"empty.csv"_s << u"file.empty"_s;
    QTest::newRow("missing") << u"missing.csv"_s << u"file.not_found"_s;
    QTest::newRow("below a file") << u"a.csv/x.csv"_s << u"file.not_found"_s;
    QTest::newRow("JSON") << u"orders.json"_s << u"file.unsupported_format"_s;
    QTest::newRow("binary") << u"picture.csv"_s << u"file.unsupported_format"_s;
    QTest::newRow("100,000 columns") << u"wide.csv"_s << u"file.too_many_columns"_s;
    QTest::newRow("over the limit") << u"long.csv"_s << u"file.too_large"_s;
#ifdef Q_OS_UNIX
    // Permissions do not stop root, so what cannot be read is a pipe and a dangling link here.
    QTest::newRow("unreadable") << u"pipe.csv"_s << u"file.unreadable"_s;
    QTest::newRow("dangling link") << u"link.csv"_s << u"file.not_found"_s;
#endif
}

void TestCli::badInputHasAStableCode()
{
    QFETCH(QString, name);
    QFETCH(QString, code);
    write(u"empty.csv"_s, "");
    write(u"a.csv"_s, "a,b\n1,2\n");
    write(u"picture.csv"_s, QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", 20));
    write(u"orders.json"_s, R"([{"sku": "A", "count": 1}])");
    write(u"wide.csv"_s, "c" + QByteArray(",c").repeated(99'999) + "\n");
    write(u"long.csv"_s, QByteArray("a,b\n1,2\n").repeated(100'000));
#ifdef Q_OS_UNIX
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"pipe.csv"_s)).constData(), 0600), 0);
    QVERIFY(QFile::link(path(u"nothing"_s), path(u"link.csv"_s)));
#endif
    const auto ended = import({ u"--max-file-size"_s, u"700K"_s, path(name) });
    QVERIFY2(ended.code == 3, ended.err.constData());
    const auto report = ended.json();
    QCOMPARE(report["status"_L1].toString(), u"failed"_s);
    const auto error = report["files"_L1][0]["errors"_L1][0].toObject();
    QCOMPARE(error["code"_L1].toString(), code);
    QVERIFY(error["message"_L1].toString().size() > 10);
    QVERIFY(!QFile::exists(path(u"out.sqlite"_s)));
    const auto words = run({ u"import"_s, u"--max-file-size"_s, u"700K"_s, path(name) });
    QCOMPARE(words.code, 3);
    QVERIFY(words.out.contains(QFileInfo(name).fileName().toUtf8()));
}

void TestCli::folderWithoutFilesExitsWithThree()
{
    QDir().mkpath(path(u"nothing"_s));
    const auto ended = import({ path(u"nothing"_s) });
    QCOMPARE(ended.code, 3);
    QVERIFY(ended.err.contains("nothing"));
    QCOMPARE(ended.json()["status"_L1].toString(), u"failed"_s);
}

void TestCli::controlCharactersDoNotReachTheTerminal()
{
    const auto file = write(u"evil.csv"_s, "sku,\x1b[31mcount\nA,1\nB,2\nC\n");
    const auto imported = run({ u"import"_s, u"--to"_s, url(), file });
    QVERIFY(!imported.out.contains('\x1b'));
    const auto inspected = run({ u"inspect"_s, file });
    QCOMPARE(inspected.code, 0);
    QVERIFY(!inspected.out.contains('\x1b'));
}

void TestCli::tableAndDialectCanBeChosen()
{
    const auto file = write(u"odd.txt"_s, "made by hand;;\nsku;'count'\nA;'1'\nB;'2'\n");
    const auto ended
        = import({ u"--table"_s, u"chosen"_s, u"--delimiter"_s, u";"_s, u"--quote"_s, u"'"_s,
                   u"--header-row"_s, u"2"_s, u"--encoding"_s, u"utf-8"_s, file });
    QVERIFY2(ended.code == 0, ended.out.constData());
    Database database(path(u"out.sqlite"_s));
    QCOMPARE(database.value(u"SELECT sum(\"count\") FROM chosen"_s).toInt(), 3);
}

void TestCli::maxRejectsStopsAFile()
{
    const auto file = write(u"stock.csv"_s, "sku,count\n" + QByteArray("A,1\nB\n").repeated(20));
    const auto ended = import({ u"--max-rejects"_s, u"5"_s, file });
    QVERIFY(ended.code == 2 || ended.code == 3);
    QCOMPARE(ended.json()["files"_L1][0]["errors"_L1][0]["code"_L1].toString(),
             u"file.too_many_rejects"_s);
}

void TestCli::maxRejectsMayBeAShare()
{
    const auto file
        = write(u"stock.csv"_s, "sku,count\n" + QByteArray("A,1\nB,1\nB\n").repeated(20));
    const auto stopped = import({ u"--max-rejects"_s, u"33%"_s, file });
    const auto error = stopped.json()["files"_L1][0]["errors"_L1][0];
    QCOMPARE(error["code"_L1].toString(), u"file.too_many_rejects"_s);
    QVERIFY2(error["message"_L1].toString().contains(u"(33 %)"_s), stopped.out.constData());
    // What is in already counts, too: the same limit stops it again.
    QCOMPARE(import({ u"--max-rejects"_s, u"33%"_s, file }).code, 3);
    const auto passed = import({ u"--max-rejects"_s, u"34%"_s, file });
    QCOMPARE(passed.code, 2);
    QCOMPARE(passed.json()["files"_L1][0]["status"_L1].toString(), u"partial"_s);
    QCOMPARE(import({ u"--max-rejects"_s, u"101%"_s, file }).code, 1);
    QCOMPARE(import({ u"--retry-for"_s, u"soon"_s, file }).code, 1);
}

void TestCli::errorsOfAResumedFileAreAllOfThem()
{
    const auto file = write(u"stock.csv"_s, "sku,count\n" + QByteArray("A,1\nB\n").repeated(40));
    const QStringList command { u"import"_s, u"--to"_s,         url(), u"--chunk-rows"_s, u"20"_s,
                                file,        u"--max-rejects"_s };
    const auto stopped = run(command + QStringList { u"15"_s });
    QCOMPARE(stopped.code, 3);
    QVERIFY(!stopped.out.contains("went on at record"));
    const auto rest = run(command + QStringList { u"1000"_s });
    QCOMPARE(rest.code, 2);
    QVERIFY2(rest.out.contains("stock.csv: went on at record 41; of those before it, earlier runs "
                               "rejected 20."),
             rest.out.constData());
    QVERIFY2(rest.out.contains("--run 2\n"), rest.out.constData());
    const QStringList errors { u"errors"_s, u"--to"_s, url() };
    for (const auto &report : { run(errors), run(errors + QStringList { u"--run"_s, u"2"_s }) }) {
        QCOMPARE(report.code, 0);
        QCOMPARE(report.out.count("row.too_few_columns"), 40);
    }
    QCOMPARE(run(errors + QStringList { u"--run"_s, u"1"_s }).out.count("row.too_few_columns"), 20);
}

void TestCli::configFileHoldsOptions()
{
    const auto file = write(u"stock.csv"_s, "sku;count\nA;1\nA;2\n");
    const auto config = write(
        u"shop.json"_s,
        R"({"to": "sqlite:)" + QFile::encodeName(path(u"set.sqlite"_s))
            + R"(", "table": "stock", "delimiter": ";", "chunk-rows": 1000000, "force": true,
                        "no-resume": false})");
    const QStringList arguments { u"import"_s, u"--json"_s, u"--config"_s, config };
    const auto first = run(arguments + QStringList { file });
    QVERIFY2(first.code == 0, first.err.constData());
    QCOMPARE(first.json()["plan"_L1]["origins"_L1]["chunk_rows"_L1].toString(), u"chosen"_s);
    QCOMPARE(Database(path(u"set.sqlite"_s)).value(u"SELECT count(*) FROM stock"_s).toInt(), 2);
    QCOMPARE(run(arguments + QStringList { file }).json()["totals"_L1]["inserted"_L1].toInt(), 2);
    // The command line wins.
    const auto other = run(arguments + QStringList { u"--table"_s, u"other"_s, file });
    QCOMPARE(other.code, 0);
    QCOMPARE(Database(path(u"set.sqlite"_s)).value(u"SELECT count(*) FROM other"_s).toInt(), 2);
}

void TestCli::wrongConfigFileExitsWithOne_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("no JSON") << QByteArray("to = x") << QByteArray("breaks at byte");
    QTest::newRow("no object") << QByteArray("[1]") << QByteArray("JSON object");
    QTest::newRow("unknown option") << QByteArray(R"({"frob": 1})") << QByteArray("frob");
    QTest::newRow("a config in a config")
        << QByteArray(R"({"config": "x"})") << QByteArray("config");
    QTest::newRow("switch with a text") << QByteArray(R"({"force": "yes"})") << QByteArray("force");
    QTest::newRow("text that is none") << QByteArray(R"({"to": true})") << QByteArray("“to”");
    QTest::newRow("value out of range")
        << QByteArray(R"({"concurrency": 0})") << QByteArray("--concurrency");
}

void TestCli::wrongConfigFileExitsWithOne()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, word);
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\n");
    const auto ended = import({ u"--config"_s, write(u"shop.json"_s, content), file });
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains(word), ended.err.constData());
    QVERIFY(!QFile::exists(path(u"out.sqlite"_s)));
    QCOMPARE(import({ u"--config"_s, path(u"none.json"_s), file }).code, 1);
}

void TestCli::progressIsJsonLines()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\n");
    const auto ended = import({ u"--progress"_s, u"json"_s, file });
    QCOMPARE(ended.code, 0);
    const auto lines = ended.err.trimmed().split('\n');
    for (const auto &line : lines)
        QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    const auto last = QJsonDocument::fromJson(lines.last()).object();
    QCOMPARE(last["event"_L1].toString(), u"progress"_s);
    QCOMPARE(last["committed"_L1].toInt(), 1);
    QCOMPARE(last["files_final"_L1].toInt(), 1);
}

void TestCli::noProgressWhenPiped()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\n");
    const auto ended = import({ file });
    QVERIFY2(ended.err.isEmpty(), ended.err.constData());
    const auto bar = import({ u"--force"_s, u"--progress"_s, u"none"_s, file });
    QVERIFY(bar.err.isEmpty());
}

void TestCli::errorsGoIntoAFile_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("CSV") << u"errors.csv"_s;
    QTest::newRow("JSON") << u"errors.json"_s;
}

void TestCli::errorsGoIntoAFile()
{
    QFETCH(QString, name);
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB\nC,3,4\n");
    const auto ended = import({ u"--errors-to"_s, path(name), file, path(u"gone.csv"_s) });
    QCOMPARE(ended.code, 2);
    QFile report(path(name));
    QVERIFY(report.open(QIODevice::ReadOnly));
    const auto text = report.readAll();
    QVERIFY(text.contains("row.too_few_columns"));
    QVERIFY(text.contains("row.too_many_columns"));
    QVERIFY(text.contains("file.not_found"));
    if (name.endsWith(".csv"_L1)) {
        QCOMPARE(text.count("\r\n"), 4);
        return;
    }
    const auto json = QJsonDocument::fromJson(text);
    QCOMPARE(json["batch_id"_L1].toInteger(), ended.json()["run_id"_L1].toInteger());
    QCOMPARE(json["total_files"_L1].toInt(), 2);
    QCOMPARE(json["errors"_L1].toArray().size(), 3);
}

void TestCli::errorsOfFilesThatNeverGotInAreWritten()
{
    const auto ended = import({ u"--errors-to"_s, path(u"errors.json"_s), path(u"gone.csv"_s) });
    QCOMPARE(ended.code, 3);
    QFile report(path(u"errors.json"_s));
    QVERIFY(report.open(QIODevice::ReadOnly));
    const auto json = QJsonDocument::fromJson(report.readAll());
    QCOMPARE(json["status"_L1].toString(), u"failed"_s);
    QCOMPARE(json["errors"_L1][0]["code"_L1].toString(), u"file.not_found"_s);
}

void TestCli::errorsCommandWritesTheReport()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB\n");
    const auto runId = import({ file }).json()["run_id"_L1].toInteger();
    const QStringList base { u"errors"_s, u"--to"_s, url() };
    const auto newest = run(base);
    QCOMPARE(newest.code, 0);
    QVERIFY(newest.out.contains("row.too_few_columns"));
    const auto json
        = run(base + QStringList { u"--run"_s, QString::number(runId), u"--format"_s, u"json"_s });
    QCOMPARE(json.json()["batch_id"_L1].toInteger(), runId);
    const auto output = path(u"report.json"_s);
    QCOMPARE(run(base + QStringList { u"--output"_s, output }).code, 0);
    QFile report(output);
    QVERIFY(report.open(QIODevice::ReadOnly));
    QVERIFY(QJsonDocument::fromJson(report.readAll()).isObject());
    QCOMPARE(run(base + QStringList { u"--run"_s, u"999"_s }).code, 1);
    const auto nowhere = run(base + QStringList { u"--output"_s, path(u"no/such/e.csv"_s) });
    QCOMPARE(nowhere.code, 3);
    QVERIFY(nowhere.err.contains("output.unwritable"));
}

void TestCli::reportNeverOverwritesWhatItIsAbout_data()
{
    QTest::addColumn<QString>("output");
    QTest::newRow("database") << u"out.sqlite"_s;
    QTest::newRow("roundabout") << u"sub/../out.sqlite"_s;
    QTest::newRow("link") << u"link.csv"_s;
    QTest::newRow("write-ahead log") << u"out.sqlite-wal"_s;
    QTest::newRow("journal") << u"out.sqlite-journal"_s;
    QTest::newRow("file the errors are of") << u"stock.csv"_s;
}

void TestCli::reportNeverOverwritesWhatItIsAbout()
{
    QFETCH(QString, output);
    QCOMPARE(import({ write(u"stock.csv"_s, "sku,count\nA,1\nB\n") }).code, 2);
    QVERIFY(QDir().mkpath(path(u"sub"_s)));
    QVERIFY(QFile::link(path(u"out.sqlite"_s), path(u"link.csv"_s)));
    const auto before = read(u"out.sqlite"_s);
    const auto source = read(u"stock.csv"_s);
    const bool wasThere = QFile::exists(path(output));
    const auto ended = run(
        { u"errors"_s, u"--to"_s, url(), u"--format"_s, u"csv"_s, u"--output"_s, path(output) });
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains("--output"), ended.err.constData());
    QCOMPARE(read(u"out.sqlite"_s), before);
    QCOMPARE(read(u"stock.csv"_s), source);
    QCOMPARE(QFile::exists(path(output)), wasThere);
}

void TestCli::reportNeverOverwritesAnInput_data()
{
    QTest::addColumn<QString>("output");
    QTest::addColumn<QString>("input");
    QTest::newRow("named") << u"in/orig.csv"_s << u"in/orig.csv"_s;
    QTest::newRow("through a link") << u"link.csv"_s << u"in/orig.csv"_s;
    QTest::newRow("named by a link") << u"in/orig.csv"_s << u"link.csv"_s;
    QTest::newRow("in a folder") << u"in/orig.csv"_s << u"in"_s;
    QTest::newRow("new database") << u"new.csv"_s << u"in"_s;
}

void TestCli::reportNeverOverwritesAnInput()
{
    QFETCH(QString, output);
    QFETCH(QString, input);
    const QByteArray content("sku,count\nA,1\nB\n");
    write(u"in/orig.csv"_s, content);
    QVERIFY(QFile::link(path(u"in/orig.csv"_s), path(u"link.csv"_s)));
    const auto ended = run({ u"import"_s, u"--to"_s, u"sqlite:"_s + path(u"new.csv"_s),
                             u"--errors-to"_s, path(output), path(input) });
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains("--errors-to"), ended.err.constData());
    QCOMPARE(read(u"in/orig.csv"_s), content);
    QVERIFY(!QFile::exists(path(u"new.csv"_s)));
}

void TestCli::unwritableReportIsToldBeforeTheImport()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB\n");
    const auto ended = import({ u"--errors-to"_s, path(u"no/such/e.csv"_s), file });
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains("no/such/e.csv"), ended.err.constData());
    QVERIFY(!QFile::exists(path(u"out.sqlite"_s)));
    QVERIFY(!QFile::exists(path(u"no"_s)));
}

void TestCli::pipeIsWrittenAndStaysAPipe()
{
#ifdef Q_OS_UNIX
    const auto pipe = path(u"pipe.csv"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    // Open for both, so that nobody waits for anybody; what is written fits into the pipe.
    const int reader = ::open(QFile::encodeName(pipe).constData(), O_RDWR | O_NONBLOCK);
    QVERIFY(reader >= 0);
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB\n");
    const auto imported = import({ u"--errors-to"_s, pipe, file });
    QByteArray buffer(4096, '\0');
    const auto first = ::read(reader, buffer.data(), 4096);
    const auto written = run({ u"errors"_s, u"--to"_s, url(), u"--output"_s, pipe });
    const auto second = ::read(reader, buffer.data(), 4096);
    ::close(reader);
    QCOMPARE(imported.code, 2);
    QCOMPARE(written.code, 0);
    QVERIFY(first > 0);
    QCOMPARE(second, first);
    QVERIFY(buffer.contains("row.too_few_columns"));
    struct stat status = {};
    QCOMPARE(::lstat(QFile::encodeName(pipe).constData(), &status), 0);
    QVERIFY(S_ISFIFO(status.st_mode));
#else
    QSKIP("named pipes in folders are Unix's");
#endif
}

void TestCli::rejectsAreRepairedAndRunsUndone()
{
    const auto file = write(u"stock.csv"_s, "name,amount\nCup,1\nPot,2\nPan,3,x\nJug,4\n");
    const QStringList to { u"--to"_s, url() };
    QCOMPARE(run(QStringList { u"import"_s, file } + to).code, 2);

    const auto sheet = path(u"sheet.csv"_s);
    const QStringList errors { u"errors"_s, u"--format"_s, u"repair"_s, u"--output"_s };
    QCOMPARE(run(errors + QStringList { file } + to).code, 1); // would overwrite what it is about
    const auto exported = run(errors + QStringList { sheet } + to);
    QCOMPARE(exported.code, 0);
    QVERIFY2(exported.out.contains("1 records"), exported.out);
    QFile text(sheet);
    QVERIFY(text.open(QIODevice::ReadWrite));
    auto corrected = text.readAll();
    QVERIFY(corrected.contains(",x\r\n"));
    corrected.replace(",x\r\n", ",\r\n");
    QVERIFY(text.resize(0) && text.seek(0) && text.write(corrected) > 0);
    text.close();

    // Taken for wares, it would bring its records in beside the ones that they stand for.
    const auto taken = run(QStringList { u"import"_s, sheet, u"--json"_s } + to);
    QCOMPARE(taken.code, 3);
    QCOMPARE(taken.json()["files"_L1][0]["errors"_L1][0]["code"_L1].toString(),
             u"file.is_repair_sheet"_s);
    const auto inspected = run({ u"inspect"_s, sheet });
    QCOMPARE(inspected.code, 3);
    QVERIFY2(inspected.out.contains("dockhand-cli repair"), inspected.out);

    const auto repaired = run(QStringList { u"repair"_s, sheet, u"--json"_s } + to);
    QCOMPARE(repaired.code, 0);
    QCOMPARE(repaired.json()["totals"_L1]["inserted"_L1].toInt(), 1);
    const auto report
        = run(QStringList { u"errors"_s, u"--run"_s, u"1"_s, u"--format"_s, u"json"_s } + to);
    QCOMPARE(report.json()["errors"_L1][0]["resolved_by"_L1].toInt(), 2);
    QVERIFY(run(QStringList { u"errors"_s, u"--format"_s, u"repair"_s } + to)
                .err.contains("nothing to repair"));
    const auto none = run(errors + QStringList { path(u"none.csv"_s) } + to);
    QCOMPARE(none.code, 0);
    QVERIFY2(none.err.contains("none.csv” was not written"), none.err);
    QVERIFY(!QFile::exists(path(u"none.csv"_s)));
    QCOMPARE(run(QStringList { u"repair"_s, file } + to).code, 3); // no sheet

    const auto undone = run(QStringList { u"undo"_s, u"2"_s, u"--json"_s } + to);
    QCOMPARE(undone.code, 0);
    QCOMPARE(undone.json()["tables"_L1][0]["removed"_L1].toInt(), 1);
    QCOMPARE(run(QStringList { u"undo"_s, u"2"_s } + to).code, 3);
    QCOMPARE(run(QStringList { u"undo"_s } + to).code, 1);
    QCOMPARE(run(QStringList { u"undo"_s, u"--file"_s, u"1"_s } + to).code, 0);
    const QJsonValue history
        = run(QStringList { u"history"_s, u"--json"_s } + to).json()["runs"_L1];
    QCOMPARE(history[0]["kind"_L1].toString(), u"undo"_s);
    QCOMPARE(history[2]["kind"_L1].toString(), u"repair"_s);
    QCOMPARE(history[2]["undone_by"_L1].toInt(), 3);
    QCOMPARE(history[3]["undone_by"_L1].toInt(), 4);
    QVERIFY(run(QStringList { u"show"_s, u"1"_s } + to).out.contains("undone by run 4"));
    // What is not there is not made.
    const auto missing = path(u"missing.sqlite"_s);
    QCOMPARE(run({ u"undo"_s, u"1"_s, u"--to"_s, u"sqlite:"_s + missing }).code, 3);
    QVERIFY(!QFileInfo::exists(missing));
}

void TestCli::historyAndShowTellOfTheRun()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB\n");
    const auto runId = import({ file }).json()["run_id"_L1].toInteger();
    const auto history = run({ u"history"_s, u"--to"_s, url(), u"--json"_s });
    QCOMPARE(history.code, 0);
    QCOMPARE(history.json()["runs"_L1].toArray().size(), 1);
    QCOMPARE(history.json()["runs"_L1][0]["rejected"_L1].toInt(), 1);
    const auto show = run({ u"show"_s, QString::number(runId), u"--to"_s, url(), u"--json"_s });
    QCOMPARE(show.code, 0);
    QCOMPARE(show.json()["run_id"_L1].toInteger(), runId);
    QCOMPARE(show.json()["files"_L1][0]["path"_L1].toString(), file);
    QVERIFY(run({ u"history"_s, u"--to"_s, url() }).out.contains("partial"));
    QVERIFY(run({ u"show"_s, QString::number(runId), u"--to"_s, url() }).out.contains("stock.csv"));
    QCOMPARE(run({ u"show"_s, u"999"_s, u"--to"_s, url() }).code, 1);
}

void TestCli::showSaysWhyAFileWasSkippedAndWhatAnUndoDid()
{
    const QStringList to { u"--to"_s, url(), u"--table"_s, u"stock"_s };
    const auto show = [&](const char *number, bool asJson = false) {
        return run(QStringList { u"show"_s, QString::fromLatin1(number), u"--to"_s, url() }
                   + (asJson ? QStringList { u"--json"_s } : QStringList()));
    };
    const auto first = write(u"first %3.csv"_s, "sku,count\nA,1\nB,2\n"); // as %3 of a text
    const auto copy = write(u"copy.csv"_s, "sku,count\nA,1\nB,2\n");
    QCOMPARE(run(QStringList { u"import"_s, first } + to).code, 0);
    const auto again = run(QStringList { u"import"_s, copy } + to);
    QCOMPARE(again.code, 0);
    QVERIFY2(again.out.contains("Same content as " + first.toUtf8() + ", imported on"), again.out);
    const auto skipped = show("2").out;
    QVERIFY2(skipped.contains("Same content as " + first.toUtf8() + ", file 1 of run 1."), skipped);
    const auto file = show("2", true).json()["files"_L1][0];
    QCOMPARE(file["same_as"_L1]["file_id"_L1].toInt(), 1);
    QCOMPARE(file["same_as"_L1]["run_id"_L1].toInt(), 1);
    QCOMPARE(file["same_as"_L1]["path"_L1].toString(), first);
    QVERIFY(file["note"_L1].toString().startsWith(u"Same content"_s));
    QVERIFY(show("1", true).json()["files"_L1][0]["same_as"_L1].isNull());

    QCOMPARE(run({ u"undo"_s, u"--file"_s, u"1"_s, u"--to"_s, url() }).code, 0);
    QVERIFY2(show("1").out.contains("done, undone by 3"), show("1").out);
    QCOMPARE(show("1", true).json()["files"_L1][0]["undone_by"_L1].toInt(), 3);
    const auto undo = show("3").out;
    QVERIFY2(undo.contains("Removed") && undo.contains("stock"), undo);
    QVERIFY2(!undo.contains("undone by"), undo);
    const auto json = show("3", true).json();
    QCOMPARE(json["kind"_L1].toString(), u"undo"_s);
    QCOMPARE(json["tables"_L1][0]["table"_L1].toString(), u"stock"_s);
    QCOMPARE(json["tables"_L1][0]["removed"_L1].toInt(), 2);
    QVERIFY(json["left_rows"_L1].isArray());
}

void TestCli::showHasTheNamesOfTheImport()
{
    const auto good = write(u"stock.csv"_s, "sku,count\nA,1\nB\nC,2,3\n");
    const auto bad = write(u"bad.csv"_s, "\x89PNG\r\n\x1a\n");
    const auto imported = import({ good, bad }).json();
    const auto shown = run({ u"show"_s, u"1"_s, u"--json"_s, u"--to"_s, url() }).json();
    for (const auto &name : imported.keys()) {
        // What the run measured of itself, the address that was given, and what ended it.
        if (QStringList { u"error"_s, u"target"_s, u"writer_busy_ms"_s, u"writer_waited_ms"_s }
                .contains(name))
            continue;
        QVERIFY2(shown.contains(name), qPrintable(name));
        if (name != "files"_L1 && !name.endsWith("_ms"_L1) && !name.endsWith("_at"_L1)
            && name != "peak_memory_bytes"_L1)
            QCOMPARE(shown[name], imported[name]);
    }
    const auto before = imported["files"_L1].toArray();
    const auto after = shown["files"_L1].toArray();
    QCOMPARE(after.size(), before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const auto file = after[i].toObject();
        const auto expected = before[i].toObject();
        for (const auto &name : expected.keys())
            QVERIFY2(file.contains(name), qPrintable(name));
        QCOMPARE(file["errors"_L1].toArray().size(), expected["errors"_L1].toArray().size());
    }
    QCOMPARE(after[0]["errors"_L1], before[0]["errors"_L1]);
    QCOMPARE(after[0]["errors"_L1].toArray().size(), 2);
}

void TestCli::recordsThatStayRejectedAreCounted()
{
    const auto file = write(u"stock.csv"_s, "name,amount\nCup,1\nPot\nPan,3,x\n");
    const auto sheet = path(u"sheet.csv"_s);
    const QStringList to { u"--to"_s, url() };
    QCOMPARE(run(QStringList { u"import"_s, file } + to).code, 2);
    QCOMPARE(run(QStringList { u"errors"_s, u"--format"_s, u"repair"_s, u"--output"_s, sheet } + to)
                 .code,
             0);
    const auto repaired = run(QStringList { u"repair"_s, sheet } + to);
    QCOMPARE(repaired.code, 2);
    QVERIFY2(repaired.out.contains("Still rejected: 2, of these unchanged: 1."), repaired.out);
    QVERIFY2(repaired.out.contains("Fields in the record: 3, more"), repaired.out);
    QVERIFY2(!repaired.out.contains("Everything is in"), repaired.out);
    QVERIFY2(repaired.err.contains("1 still hold fields in dockhand_rest"), repaired.err);
    const auto json = run(QStringList { u"repair"_s, sheet, u"--json"_s } + to);
    QCOMPARE(json.code, 2);
    QCOMPARE(json.json()["status"_L1].toString(), u"partial"_s);
    QCOMPARE(json.json()["totals"_L1]["rejected"_L1].toInt(), 2);
    QCOMPARE(json.json()["totals"_L1]["filtered"_L1].toInt(), 0);
}

void TestCli::reportIsCalledAfterItsFormat_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("format"); ///< empty: by the name
    QTest::addColumn<bool>("isWritten");
    QTest::newRow("workbook") << u"errors.xlsx"_s << QString() << false;
    QTest::newRow("workbook, CSV chosen") << u"errors.xlsx"_s << u"csv"_s << false;
    QTest::newRow("workbook for repair") << u"fix.ods"_s << u"repair"_s << false;
    QTest::newRow("JSON called CSV") << u"errors.csv"_s << u"json"_s << false;
    QTest::newRow("CSV called JSON") << u"errors.json"_s << u"csv"_s << false;
    QTest::newRow("JSON by its name") << u"errors.JSON"_s << QString() << true;
    QTest::newRow("no ending") << u"errors"_s << u"json"_s << true;
    QTest::newRow("sheet") << u"fix.csv"_s << u"repair"_s << true;
}

void TestCli::reportIsCalledAfterItsFormat()
{
    QFETCH(QString, name);
    QFETCH(QString, format);
    QFETCH(bool, isWritten);
    QCOMPARE(import({ write(u"stock.csv"_s, "sku,count\nA,1\nB\n") }).code, 2);
    QStringList arguments { u"errors"_s, u"--to"_s, url(), u"--output"_s, path(name) };
    if (!format.isEmpty())
        arguments += { u"--format"_s, format };
    const auto ended = run(arguments);
    QCOMPARE(ended.code, isWritten ? 0 : 1);
    QCOMPARE(QFile::exists(path(name)), isWritten);
    if (!isWritten)
        QVERIFY2(ended.err.contains("Use *."), ended.err);
}

void TestCli::missingDatabaseExitsWithThree_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("history") << QStringList { u"history"_s };
    QTest::newRow("show") << QStringList { u"show"_s, u"1"_s };
    QTest::newRow("errors") << QStringList { u"errors"_s };
}

void TestCli::missingDatabaseExitsWithThree()
{
    QFETCH(QStringList, command);
    const auto ended = run(command + QStringList { u"--to"_s, url() });
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.err.contains("db.cannot_open"), ended.err.constData());
    QVERIFY(!QFile::exists(path(u"out.sqlite"_s)));
}

void TestCli::readOnlyDatabaseIsLeftAsItIs()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\n");
    {
        Database database(path(u"out.sqlite"_s));
        QVERIFY(database.run(u"CREATE TABLE mine (x)"_s));
    }
    // Permissions do not stop root. A write version (byte 18 of the file) that SQLite does not know
    // makes a database read-only for everybody (sqlite.org/fileformat.html, 1.3.3).
    QFile raw(path(u"out.sqlite"_s));
    QVERIFY(raw.open(QIODevice::ReadWrite) && raw.seek(18) && raw.putChar(3));
    raw.close();
    QVERIFY(raw.open(QIODevice::ReadOnly));
    const auto before = raw.readAll();
    raw.close();
    const auto ended = import({ file });
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.json()["error"_L1]["code"_L1].toString() == u"db.read_only"_s,
             ended.out.constData());
    QVERIFY(raw.open(QIODevice::ReadOnly));
    QCOMPARE(raw.readAll(), before);
}

void TestCli::lockedDatabaseIsToldAndLeftAsItIs()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\n");
    Database database(path(u"out.sqlite"_s));
    QVERIFY(database.run(u"CREATE TABLE mine (x)"_s));
    QVERIFY(database.run(u"BEGIN EXCLUSIVE"_s));
    const auto ended = import({ file, u"--retry-for"_s, u"100ms"_s });
    QCOMPARE(ended.code, 3);
    QVERIFY2(ended.json()["error"_L1]["code"_L1].toString() == u"db.locked"_s,
             ended.out.constData());
    QVERIFY(database.run(u"ROLLBACK"_s));
    QCOMPARE(database.value(u"SELECT count(*) FROM sqlite_master"_s).toInt(), 1);
    QCOMPARE(import({ file }).code, 0);
}

void TestCli::fileThatIsNoDatabaseIsLeftAsItIs()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\n");
    const auto letter = QByteArray("Dear reader, this is a letter. ").repeated(100);
    write(u"out.sqlite"_s, letter);
    const auto ended = import({ file });
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.json()["error"_L1]["code"_L1].toString(), u"db.not_a_database"_s);
    QFile raw(path(u"out.sqlite"_s));
    QVERIFY(raw.open(QIODevice::ReadOnly));
    QCOMPARE(raw.readAll(), letter);
}

void TestCli::databaseInMissingFolderOrUnderAFile()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\n");
    const auto ended = run({ u"import"_s, u"--json"_s, u"--to"_s,
                             u"sqlite:"_s + path(u"stock.csv/x.sqlite"_s), file });
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.json()["error"_L1]["code"_L1].toString(), u"db.cannot_open"_s);
}

void TestCli::dumpPrintsEveryRecord()
{
    const auto file
        = write(u"odd.csv"_s, "name,text\n\nA,\"x \"\"y\"\"\nz\"\n\nB\nC,\xC3\xA4,more\n,\n");
    const auto ended = run({ u"dump"_s, file });
    QVERIFY2(ended.code == 0, ended.err.constData());
    const auto lines = ended.out.trimmed().split('\n');
    const QList<QByteArray> expected { "[\"name\",\"text\"]", R"(["A","x \"y\"\nz"])", "[\"B\"]",
                                       "[\"C\",\"\xC3\xA4\",\"more\"]", "[\"\",\"\"]" };
    QCOMPARE(lines, expected);
}

void TestCli::dumpEndsByTheState_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("code");
    QTest::addColumn<qsizetype>("lines");
    QTest::addColumn<QString>("issue");
    QTest::newRow("empty") << QByteArray() << 3 << qsizetype(0) << u"file.empty"_s;
    QTest::newRow("header alone") << QByteArray("a,b\n") << 0 << qsizetype(1) << QString();
    QTest::newRow("no line break at the end")
        << QByteArray("a,b\n1,2") << 0 << qsizetype(2) << QString();
    QTest::newRow("truncated quote")
        << QByteArray("a,b\n\"1\",2\n\"3,4\n") << 2 << qsizetype(2) << u"row.unterminated_quote"_s;
    QTest::newRow("text behind a quote")
        << QByteArray("a,b\n\"1\"x,2\n\"3\",4\n") << 2 << qsizetype(2) << u"row.text_after_quote"_s;
    QTest::newRow("binary") << QByteArray("PK\x03\x04\x14\0\0\0\x08\0abcdefgh", 18) << 3
                            << qsizetype(0) << u"file.unsupported_format"_s;
}

void TestCli::dumpEndsByTheState()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, issue);
    const auto ended = run({ u"dump"_s, write(u"file.csv"_s, content) });
    QTEST(ended.code, "code");
    QTEST(ended.out.count('\n'), "lines");
    if (issue.isEmpty()) {
        QVERIFY(ended.err.isEmpty());
        return;
    }
    const auto json = QJsonDocument::fromJson(ended.err.trimmed());
    QCOMPARE(json["code"_L1].toString(), issue);
    QVERIFY(!json["message"_L1].toString().isEmpty());
}

void TestCli::quoteThatIsNamedIsNotGuessedAway()
{
    // The only quote in the file is never closed: without --quote it is taken for a letter.
    const auto file = write(u"file.csv"_s, "a,b\n1,2\n\"3,4\n");
    const auto ended = run({ u"dump"_s, u"--quote"_s, u"\""_s, file });
    QCOMPARE(ended.code, 2);
    QVERIFY(ended.err.contains("row.unterminated_quote"));
}

void TestCli::dumpIntoAClosedPipeEndsQuietly()
{
    QByteArray content("name,number\n");
    for (int i = 0; i < 200'000; ++i)
        content += "some words," + QByteArray::number(i) + '\n';
    const auto file = write(u"large.csv"_s, content);
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(DOCKHAND_CLI), { u"dump"_s, file });
    QVERIFY(process.waitForReadyRead(kPatienceMs));
    process.closeReadChannel(QProcess::StandardOutput);
    QVERIFY(process.waitForFinished(kPatienceMs));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardError().isEmpty());
}

void TestCli::fullOutputExitsWithThree_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("dump") << QStringList { u"dump"_s, u"stock.csv"_s };
    QTest::newRow("inspect") << QStringList { u"inspect"_s, u"stock.csv"_s };
    QTest::newRow("recommend") << QStringList { u"recommend"_s, u"stock.csv"_s };
    QTest::newRow("errors") << QStringList { u"errors"_s };
    QTest::newRow("history") << QStringList { u"history"_s };
    QTest::newRow("show") << QStringList { u"show"_s, u"1"_s };
    QTest::newRow("show --json") << QStringList { u"show"_s, u"1"_s, u"--json"_s };
    QTest::newRow("import") << QStringList { u"import"_s, u"--force"_s, u"stock.csv"_s };
    QTest::newRow("import --json")
        << QStringList { u"import"_s, u"--force"_s, u"--json"_s, u"stock.csv"_s };
    QTest::newRow("--help") << QStringList { u"--help"_s };
}

void TestCli::fullOutputExitsWithThree()
{
#ifdef Q_OS_LINUX
    QFETCH(QStringList, command);
    QCOMPARE(import({ write(u"stock.csv"_s, "sku,count\nA,1\nB\n") }).code, 2);
    const auto first = command.constFirst();
    if (first != "dump"_L1 && first != "inspect"_L1 && first != "--help"_L1)
        command << u"--to"_s << url();
    // Through a shell, which opens the device as it is.
    QProcess process;
    process.setProcessEnvironment(environment());
    process.setWorkingDirectory(m_dir->path());
    process.start(
        u"/bin/sh"_s,
        QStringList { u"-c"_s, u"exec \"$0\" \"$@\" >/dev/full"_s, QStringLiteral(DOCKHAND_CLI) }
            + command);
    QVERIFY(process.waitForFinished(kPatienceMs));
    const auto err = process.readAllStandardError();
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QVERIFY2(process.exitCode() == 3, err.constData());
    QVERIFY2(err.contains("output.unwritable"), err.constData());
    QCOMPARE(err.contains("import itself is in"), first == "import"_L1);
#else
    QSKIP("only Linux has a device that is always full");
#endif
}

void TestCli::inspectShowsWhatAFileIs()
{
    const auto file = write(u"stock.csv"_s, "\xEF\xBB\xBFsku;count\nA;1\nB;2\n");
    const auto json = run({ u"inspect"_s, u"--json"_s, file });
    QCOMPARE(json.code, 0);
    const auto first = json.json()["files"_L1][0].toObject();
    QCOMPARE(first["delimiter"_L1].toString(), u";"_s);
    QCOMPARE(first["encoding"_L1].toString(), u"UTF-8"_s);
    QCOMPARE(first["byte_order_mark"_L1].toBool(), true);
    QCOMPARE(first["header"_L1].toArray(), (QJsonArray { u"sku"_s, u"count"_s }));
    QCOMPARE(first["estimated_records"_L1].toInt(), 2);
    QCOMPARE(first["profile"_L1].toString(), u"auto"_s);
    QVERIFY(first["error"_L1].isNull());
    const auto words = run({ u"inspect"_s, file });
    QVERIFY(words.out.contains("count"));
    QVERIFY(words.out.contains("UTF-8"));
    const auto bad = run({ u"inspect"_s, u"--json"_s, file, path(u"gone.csv"_s) });
    QCOMPARE(bad.code, 2);
    QCOMPARE(bad.json()["files"_L1][1]["error"_L1]["code"_L1].toString(), u"file.not_found"_s);
    QCOMPARE(run({ u"inspect"_s, path(u"gone.csv"_s) }).code, 3);
    const auto folder = run({ u"inspect"_s, u"--json"_s, m_dir->path() });
    QCOMPARE(folder.json()["files"_L1][0]["error"_L1]["code"_L1].toString(),
             u"file.is_directory"_s);
}

void TestCli::compressedFilesAreReadLikeOthers()
{
    QByteArray text("sku,count\n");
    for (int i = 0; i < 3000; ++i)
        text += "A" + QByteArray::number(10'000 + i) + ",1\n";
    const auto file = write(u"stock.csv.gz"_s,
                            dockhand::testdata::packed(dockhand::source::Compression::Gzip, text));
    const auto inspected = run({ u"inspect"_s, u"--json"_s, file }).json()["files"_L1][0];
    QCOMPARE(inspected["compression"_L1].toString(), u"gzip"_s);
    QCOMPARE(inspected["estimated_records"_L1].toInt(), 3000);
    QVERIFY(run({ u"inspect"_s, file }).out.contains("gzip"));
    QCOMPARE(run({ u"dump"_s, file }).out.count('\n'), 3001);
    QCOMPARE(run({ u"recommend"_s, u"--json"_s, file })
                 .json()["plan"_L1]["estimated_records"_L1]
                 .toInt(),
             3000);
    QCOMPARE(run({ u"import"_s, u"--to"_s, url(), m_dir->path() }).code, 0);
    const auto plain = write(u"copy.csv"_s, text);
    const auto again
        = run({ u"import"_s, u"--to"_s, url(), u"--table"_s, u"stock"_s, u"--json"_s, plain });
    QCOMPARE(again.code, 0);
    QCOMPARE(again.json()["files"_L1][0]["status"_L1].toString(), u"skipped"_s);
    const auto cut
        = write(u"cut.csv.gz"_s,
                dockhand::testdata::packed(dockhand::source::Compression::Gzip, text).chopped(1));
    const auto failed = run({ u"import"_s, u"--to"_s, url(), u"--json"_s, cut });
    QCOMPARE(failed.code, 3);
    QCOMPARE(failed.json()["files"_L1][0]["errors"_L1][0]["code"_L1].toString(), u"file.damaged"_s);
}

void TestCli::recommendShowsThePlan()
{
    const auto file = write(u"stock.csv"_s, "sku,count\nA,1\nB,2\n");
    const auto json = run({ u"recommend"_s, u"--json"_s, u"--to"_s, url(), file });
    QCOMPARE(json.code, 0);
    QCOMPARE(json.json()["plan"_L1]["estimated_records"_L1].toInt(), 2);
    QVERIFY(!json.json()["plan"_L1]["reasons"_L1].toArray().isEmpty());
    QCOMPARE(json.json()["files"_L1][0]["profile"_L1].toString(), u"auto"_s);
    QVERIFY(run({ u"recommend"_s, file }).out.contains("Why:"));
    QVERIFY(!QFile::exists(path(u"out.sqlite"_s)));
    QCOMPARE(run({ u"recommend"_s, path(u"gone.csv"_s) }).code, 3);
    QCOMPARE(run({ u"recommend"_s, file, path(u"gone.csv"_s) }).code, 2);
}

#ifdef Q_OS_UNIX
QString TestCli::writeLarge()
{
    QByteArray content("name,number\n");
    for (int i = 0; i < kLargeRecords; ++i)
        content += "some words that take room," + QByteArray::number(i) + '\n';
    return write(u"large.csv"_s, content);
}

void TestCli::importUntilCommitted(const QStringList &arguments, int signal, Ended &ended)
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(DOCKHAND_CLI),
                  QStringList { u"import"_s, u"--progress"_s, u"json"_s, u"--memory-limit"_s,
                                u"32M"_s /* short windows */, u"--to"_s, url() }
                      + arguments);
    bool hasCommitted = false;
    while (!hasCommitted && process.state() != QProcess::NotRunning) {
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(process.waitForReadyRead(kPatienceMs));
        while (process.canReadLine()) {
            const auto line = QJsonDocument::fromJson(process.readLine());
            hasCommitted = hasCommitted || line["committed"_L1].toInteger() > 0;
        }
    }
    QVERIFY(process.processId() > 0); // 0 would mean the tests' own process group
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(kPatienceMs));
    ended = { process.exitCode(), process.exitStatus() == QProcess::CrashExit,
              process.readAllStandardOutput(), process.readAllStandardError() };
}
#endif

void TestCli::killedRunIsToldAsCutOff()
{
#ifdef Q_OS_UNIX
    const auto file = writeLarge();
    const auto waiting = write(u"waiting.csv"_s, "name,number\nA,1\n");
    Ended killed;
    importUntilCommitted({ u"--table"_s, u"large"_s, file, waiting }, SIGKILL, killed);
    QVERIFY(killed.crashed);
    const auto inserted
        = Database(path(u"out.sqlite"_s)).value(u"SELECT count(*) FROM large"_s).toLongLong();
    QVERIFY(inserted > 0 && inserted < kLargeRecords);

    const QStringList to { u"--to"_s, url() };
    const auto history = run(QStringList { u"history"_s } + to);
    QVERIFY2(history.out.contains("cut off") && !history.out.contains("running"), history.out);
    const auto listed = run(QStringList { u"history"_s, u"--json"_s } + to).json()["runs"_L1][0];
    QCOMPARE(listed["status"_L1].toString(), u"running"_s);
    QCOMPARE(listed["cut_off"_L1].toBool(), true);
    const QStringList show = QStringList { u"show"_s, u"1"_s } + to;
    const auto shown = run(show);
    QVERIFY2(shown.out.contains("Run 1: cut off"), shown.out);
    QVERIFY2(shown.out.contains("Import the same files again"), shown.out);
    QCOMPARE(shown.out.count("not finished"), 2);
    QVERIFY2(!shown.out.contains("queued") && !shown.out.contains("importing"), shown.out);
    const auto figures = QByteArray(shown.out).replace(",", "");
    QVERIFY2(figures.contains("first " + QByteArray::number(inserted) + " records"), shown.out);
    const auto json = run(show + QStringList { u"--json"_s }).json();
    QCOMPARE(json["cut_off"_L1].toBool(), true);
    QCOMPARE(json["files"_L1][0]["cut_off"_L1].toBool(), true);
    QCOMPARE(json["files"_L1][0]["records_done"_L1].toInteger(), inserted);
    QCOMPARE(json["files"_L1][1]["records_done"_L1].toInteger(), 0);

    QCOMPARE(import({ u"--table"_s, u"large"_s, file }).code, 0);
    const auto after = run(show);
    QVERIFY2(after.out.contains("Run 1: cut off") && after.out.contains("Run 2 went on"),
             after.out);
    QVERIFY2(!after.out.contains("cancelled"), after.out);
    QCOMPARE(after.out.count("not finished"), 2);
    const QJsonValue runs = run(QStringList { u"history"_s, u"--json"_s } + to).json()["runs"_L1];
    QCOMPARE(runs[0]["cut_off"_L1].toBool(), false);
    QCOMPARE(runs[1]["cut_off"_L1].toBool(), false);
    QCOMPARE(runs[0]["was_cut_off"_L1].toBool(), false);
    QCOMPARE(runs[1]["was_cut_off"_L1].toBool(), true);
    QCOMPARE(runs[1]["status"_L1].toString(), u"cancelled"_s);
#endif
}

void TestCli::interruptSaysWhatIsIn()
{
#ifdef Q_OS_UNIX
    const auto small = write(u"small.csv"_s, "name,number\nA,1\n");
    QCOMPARE(import({ small }).code, 0);
    Ended ended;
    {
        Database database(path(u"out.sqlite"_s));
        QVERIFY(database.run(u"BEGIN IMMEDIATE"_s));
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(
            QStringLiteral(DOCKHAND_CLI),
            { u"import"_s, u"--progress"_s, u"json"_s, u"--force"_s, u"--to"_s, url(), small });
        QByteArray told;
        while (!told.contains("Attempt") && process.state() != QProcess::NotRunning) {
            process.setReadChannel(QProcess::StandardError);
            QVERIFY(process.waitForReadyRead(kPatienceMs));
            told += process.readAllStandardError();
        }
        QVERIFY(process.processId() > 0);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        QVERIFY(process.waitForFinished(kPatienceMs));
        QCOMPARE(process.exitCode(), 130);
        const auto out = process.readAllStandardOutput();
        QVERIFY2(out.contains("Nothing new came in."), out);
    }
    importUntilCommitted({ writeLarge() }, SIGINT, ended);
    QCOMPARE(ended.code, 130);
    const auto in
        = Database(path(u"out.sqlite"_s)).value(u"SELECT count(*) FROM large"_s).toByteArray();
    const auto figures = QByteArray(ended.out).replace(",", "");
    QVERIFY2(figures.contains("Records done: " + in + " of these in the database: " + in + "."),
             ended.out);
#endif
}

void TestCli::interruptCancelsAndTheNextImportGoesOn()
{
#ifdef Q_OS_UNIX
    constexpr int kRecords = kLargeRecords;
    const auto file = writeLarge();
    Ended interrupted;
    importUntilCommitted({ u"--json"_s, file }, SIGINT, interrupted);
    QVERIFY(!interrupted.crashed);
    QCOMPARE(interrupted.code, 130);
    const auto report = interrupted.json();
    QCOMPARE(report["status"_L1].toString(), u"cancelled"_s);
    const auto inserted = report["totals"_L1]["inserted"_L1].toInteger();
    QVERIFY(inserted > 0 && inserted < kRecords);
    QCOMPARE(Database(path(u"out.sqlite"_s)).value(u"SELECT count(*) FROM large"_s).toLongLong(),
             inserted);

    const auto again = import({ file });
    QVERIFY2(again.code == 0, again.err.constData());
    QCOMPARE(again.json()["files"_L1][0]["resumed_at_record"_L1].toInteger(), inserted);
    QCOMPARE(Database(path(u"out.sqlite"_s)).value(u"SELECT count(*) FROM large"_s).toInt(),
             kRecords);
#endif
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
