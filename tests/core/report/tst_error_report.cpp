// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/error_report.h"
#include "core/report/repair_sheet.h"
#include "core/target/target.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace dockhand;
using namespace Qt::StringLiterals;
using ledger::FileState;
using report::ReportFormat;

namespace {

template <class T>
T need(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorText(result.error())));
    return std::move(*result);
}

void need(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(errorText(result.error())));
}

/// A device whose disk is full.
class FullDevice final : public QIODevice
{
public:
    FullDevice()
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
        setErrorString(u"no space left"_s);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

/// A ledger with one run of three files: done, partial with rejects, failed as a whole.
class Book
{
public:
    explicit Book(const QString &path)
        : m_target(need(target::openTarget(need(target::parseTargetAddress(u"sqlite:"_s + path)))))
        , m_ledger(need(ledger::Ledger::open(*m_target)))
    {
    }

    ledger::Ledger &ledger() { return *m_ledger; }

    std::int64_t addRun(int rejects);
    std::int64_t addCutRun(std::int64_t inserted);

private:
    ledger::RunFileRecord part(const ledger::FileRecord &file, std::int64_t run,
                               std::int64_t position, FileState state) const;
    void save(ledger::FileRecord file, ledger::RunFileRecord part);
    void addRejects(const ledger::FileRecord &file, std::int64_t run, int count);

    std::unique_ptr<target::Target> m_target;
    std::unique_ptr<ledger::Ledger> m_ledger;
    int m_runs = 0;
};

ledger::RunFileRecord Book::part(const ledger::FileRecord &file, std::int64_t run,
                                 std::int64_t position, FileState state) const
{
    ledger::RunFileRecord part;
    part.runId = run;
    part.fileId = file.id;
    part.position = position;
    part.path = file.identity.path;
    part.state = state;
    part.profileId = u"auto"_s;
    part.counts = file.counts;
    return part;
}

void Book::save(ledger::FileRecord file, ledger::RunFileRecord part)
{
    file.state = part.state;
    file.lastRun = part.runId;
    need(m_ledger->saveFile(file, part));
}

void Book::addRejects(const ledger::FileRecord &file, std::int64_t run, int count)
{
    std::vector<ledger::RejectRecord> rejects;
    for (int i = 1; i <= count; ++i) {
        ledger::RejectRecord reject;
        reject.runId = run;
        reject.fileId = file.id;
        reject.path = file.identity.path;
        reject.record = i;
        reject.line = i + 1;
        reject.byte = i * 10;
        reject.issues = { { u"value.not_integer"_s, u"Qty"_s, u"=1+x"_s, {}, i * 10 + 4 },
                          { u"value.required"_s, u"SKU"_s, {}, {}, -1 } };
        reject.raw = "A,=1+x\xFF";
        rejects.push_back(std::move(reject));
    }
    need(m_ledger->addRejects(rejects));
}

std::int64_t Book::addRun(int rejects)
{
    need(m_target->begin());
    ledger::RunRecord run;
    run.startedAt = QDateTime::currentDateTimeUtc();
    run.id = need(m_ledger->beginRun(run));
    std::vector<ledger::FileIdentity> identities;
    for (const auto &name : { u"good"_s, u"part"_s, u"bad"_s }) {
        const auto path = u"/data/%1%2.csv"_s.arg(name).arg(m_runs);
        identities.push_back({ path, 100, path.toUtf8(), u"auto"_s, "{}" });
    }
    ++m_runs;
    auto entered = need(m_ledger->registerFiles(run.id, identities));
    entered[0].file.counts = { 10, 10, 0, 0, 0, 0 };
    entered[1].file.counts = { 10 + rejects, 10, 0, 0, 0, rejects };
    save(entered[0].file, part(entered[0].file, run.id, 0, FileState::Done));
    save(entered[1].file, part(entered[1].file, run.id, 1, FileState::Partial));
    addRejects(entered[1].file, run.id, rejects);
    auto failed = part(entered[2].file, run.id, 2, FileState::Failed);
    failed.errorCode = u"file.changed_while_reading"_s;
    failed.errorMessage = u"The file was changed while it was being read."_s;
    save(entered[2].file, failed);
    run.state = ledger::RunState::Partial;
    run.finishedAt = QDateTime::currentDateTimeUtc();
    run.files = 3;
    run.counts = entered[0].file.counts;
    run.counts += entered[1].file.counts;
    need(m_ledger->finishRun(run));
    need(m_target->commit());
    return run.id;
}

// A run that was cancelled in its only file.
std::int64_t Book::addCutRun(std::int64_t inserted)
{
    need(m_target->begin());
    ledger::RunRecord run;
    run.startedAt = QDateTime::currentDateTimeUtc();
    run.id = need(m_ledger->beginRun(run));
    const std::vector<ledger::FileIdentity> identities { { u"/data/cut.csv"_s, 100, "cut",
                                                           u"auto"_s, "{}" } };
    auto entered = need(m_ledger->registerFiles(run.id, identities));
    entered[0].file.counts = { inserted, inserted, 0, 0, 0, 0 };
    save(entered[0].file, part(entered[0].file, run.id, 0, FileState::Cancelled));
    run.state = ledger::RunState::Cancelled;
    run.finishedAt = QDateTime::currentDateTimeUtc();
    run.files = 1;
    run.counts = entered[0].file.counts;
    need(m_ledger->finishRun(run));
    need(m_target->commit());
    return run.id;
}

QByteArray written(ledger::Ledger &ledger, const ledger::Ledger::RejectFilter &filter,
                   ReportFormat format, std::int64_t *count = nullptr)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto entries = need(report::writeErrorReport(ledger, filter, format, buffer));
    if (count != nullptr)
        *count = entries;
    return buffer.data();
}

} // namespace

/// The error and summary reports over a real ledger.
class TestErrorReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void numberedSheetKeepsTheNameOfItsFile();
    void jsonHoldsTheAncestorsFields();
    void jsonEntryHoldsPlaceValueAndRaw();
    void fileThatFailedAsAWholeIsAnEntryWithoutRow();
    void csvHasOneGuardedLinePerIssue();
    void everyRejectIsWrittenAcrossPages();
    void reportOfOneRunLeavesOthersOut();
    void reportOfOneFileHoldsOnlyThatFile();
    void reportOfChosenFilesSpansTheirRuns();
    void cutRunIsAPartialSuccessIfSomethingIsIn();
    void reportOfAllRunsHasNoBatch();
    void failuresOutsideTheLedgerCount();
    void reportWithoutLedgerIsWhole();
    void fullDiskIsOutputUnwritable();
    void formatIsKnownByName();
    void summaryHoldsRunAndFiles();
    void summaryCsvEndsWithTheTotals();
    void summaryOfUnknownRunIsAnError();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Book> m_book;
};

void TestErrorReport::init()
{
    m_book.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_book = std::make_unique<Book>(m_dir->filePath(u"book.sqlite"_s));
}

void TestErrorReport::jsonHoldsTheAncestorsFields()
{
    const auto run = m_book->addRun(2);
    const auto document
        = QJsonDocument::fromJson(written(m_book->ledger(), { run, 0 }, ReportFormat::Json));
    QVERIFY(document.isObject());
    const auto report = document.object();
    QCOMPARE(report["batch_id"_L1].toInteger(), run);
    QCOMPARE(report["status"_L1].toString(), u"partial_success"_s);
    QCOMPARE(report["total_files"_L1].toInt(), 3);
    QCOMPARE(report["successful_files"_L1].toInt(), 2);
    QCOMPARE(report["failed_files"_L1].toInt(), 1);
    for (const auto &value : report["errors"_L1].toArray()) {
        const auto entry = value.toObject();
        for (const auto field : { "file"_L1, "error"_L1, "row_number"_L1, "details"_L1 })
            QVERIFY(entry.contains(field));
        QVERIFY(!entry["error"_L1].toString().isEmpty());
    }
}

void TestErrorReport::jsonEntryHoldsPlaceValueAndRaw()
{
    const auto run = m_book->addRun(1);
    const auto errors = QJsonDocument::fromJson(
                            written(m_book->ledger(), { run, 0 }, ReportFormat::Json))["errors"_L1]
                            .toArray();
    QCOMPARE(errors.size(), 3);
    const auto entry = errors[1].toObject();
    QCOMPARE(entry["file"_L1].toString(), u"/data/part0.csv"_s);
    QCOMPARE(entry["row_number"_L1].toInt(), 1);
    QCOMPARE(entry["line"_L1].toInt(), 2);
    QCOMPARE(entry["byte"_L1].toInt(), 14);
    QCOMPARE(entry["column"_L1].toString(), u"Qty"_s);
    QCOMPARE(entry["value"_L1].toString(), u"=1+x"_s);
    QCOMPARE(entry["code"_L1].toString(), u"value.not_integer"_s);
    QVERIFY(entry["error"_L1].toString().contains(u"=1+x"_s));
    QVERIFY(!entry["fix"_L1].toString().isEmpty());
    // 0xFF is not text: the bytes come along beside the readable form.
    QCOMPARE(QByteArray::fromBase64(entry["raw_base64"_L1].toString().toLatin1()),
             QByteArray("A,=1+x\xFF"));
    QCOMPARE(errors[2].toObject()["byte"_L1].toInt(), 10);
}

void TestErrorReport::fileThatFailedAsAWholeIsAnEntryWithoutRow()
{
    const auto run = m_book->addRun(0);
    const auto errors = QJsonDocument::fromJson(
                            written(m_book->ledger(), { run, 0 }, ReportFormat::Json))["errors"_L1]
                            .toArray();
    QCOMPARE(errors.size(), 1);
    const auto entry = errors[0].toObject();
    QCOMPARE(entry["file"_L1].toString(), u"/data/bad0.csv"_s);
    QVERIFY(entry["row_number"_L1].isNull());
    QCOMPARE(entry["code"_L1].toString(), u"file.changed_while_reading"_s);
}

void TestErrorReport::csvHasOneGuardedLinePerIssue()
{
    const auto run = m_book->addRun(1);
    const auto csv = written(m_book->ledger(), { run, 0 }, ReportFormat::Csv);
    QVERIFY(csv.startsWith(
        "\xEF\xBB\xBF"
        "file,record,line,byte,column,code,message,value,fix,raw,reject_id,resolved_by\r\n"));
    QVERIFY(csv.endsWith("\r\n"));
    QCOMPARE(csv.count("\r\n"), 4);
    QVERIFY(csv.contains(",'=1+x,"));
    QVERIFY(!csv.contains(",=1+x,"));
}

void TestErrorReport::everyRejectIsWrittenAcrossPages()
{
    const auto run = m_book->addRun(1234);
    std::int64_t count = 0;
    const auto csv = written(m_book->ledger(), { run, 0 }, ReportFormat::Csv, &count);
    QCOMPARE(count, 2 * 1234 + 1);
    QCOMPARE(csv.count("\r\n"), 2 * 1234 + 2);
    const auto errors = QJsonDocument::fromJson(
                            written(m_book->ledger(), { run, 0 }, ReportFormat::Json))["errors"_L1]
                            .toArray();
    QCOMPARE(errors.size(), 2 * 1234 + 1);
    QCOMPARE(errors.last().toObject()["row_number"_L1].toInt(), 1234);
}

void TestErrorReport::reportOfOneRunLeavesOthersOut()
{
    const auto first = m_book->addRun(1);
    m_book->addRun(5);
    std::int64_t count = 0;
    written(m_book->ledger(), { first, 0 }, ReportFormat::Csv, &count);
    QCOMPARE(count, 3);
}

void TestErrorReport::reportOfOneFileHoldsOnlyThatFile()
{
    const auto run = m_book->addRun(4);
    const auto files = need(m_book->ledger().filesOf(run));
    const auto report = QJsonDocument::fromJson(
        written(m_book->ledger(), { 0, files[1].fileId }, ReportFormat::Json));
    QCOMPARE(report["total_files"_L1].toInt(), 1);
    QCOMPARE(report["errors"_L1].toArray().size(), 8);
    const auto failed = QJsonDocument::fromJson(
        written(m_book->ledger(), { 0, files[2].fileId }, ReportFormat::Json));
    QCOMPARE(failed["status"_L1].toString(), u"failed"_s);
    QCOMPARE(failed["errors"_L1].toArray().size(), 1);
}

void TestErrorReport::reportOfChosenFilesSpansTheirRuns()
{
    const auto first = need(m_book->ledger().filesOf(m_book->addRun(4)));
    const auto second = need(m_book->ledger().filesOf(m_book->addRun(2)));
    ledger::Ledger::RejectFilter filter;
    filter.fileIds = std::vector { first[1].fileId, second[1].fileId };
    const auto report
        = QJsonDocument::fromJson(written(m_book->ledger(), filter, ReportFormat::Json));
    QCOMPARE(report["total_files"_L1].toInt(), 2);
    QVERIFY(report["batch_id"_L1].isNull());
    QCOMPARE(report["errors"_L1].toArray().size(), 8 + 4);
    filter.fileIds->clear();
    std::int64_t count = -1;
    written(m_book->ledger(), filter, ReportFormat::Csv, &count);
    QCOMPARE(count, 0);
}

void TestErrorReport::cutRunIsAPartialSuccessIfSomethingIsIn()
{
    const auto statusOf = [&](std::int64_t run) {
        return QJsonDocument::fromJson(
                   written(m_book->ledger(), { run, 0 }, ReportFormat::Json))["status"_L1]
            .toString();
    };
    QCOMPARE(statusOf(m_book->addCutRun(5)), u"partial_success"_s);
    QCOMPARE(statusOf(m_book->addCutRun(0)), u"failed"_s);
}

void TestErrorReport::reportOfAllRunsHasNoBatch()
{
    m_book->addRun(1);
    m_book->addRun(2);
    const auto report = QJsonDocument::fromJson(written(m_book->ledger(), {}, ReportFormat::Json));
    QVERIFY(report["batch_id"_L1].isNull());
    QCOMPARE(report["total_files"_L1].toInt(), 6);
    QCOMPARE(report["errors"_L1].toArray().size(), 2 * 3 + 2);
}

void TestErrorReport::failuresOutsideTheLedgerCount()
{
    const auto run = m_book->addRun(0);
    const std::vector<report::Failure> failures {
        { u"/data/gone.csv"_s, { ErrorCode::FileNotFound, inFile(u"/data/gone.csv"_s), {} } }
    };
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QCOMPARE(need(report::writeErrorReport(&m_book->ledger(), { run, 0 }, failures,
                                           ReportFormat::Json, buffer)),
             2);
    const auto report = QJsonDocument::fromJson(buffer.data());
    QCOMPARE(report["total_files"_L1].toInt(), 4);
    QCOMPARE(report["failed_files"_L1].toInt(), 2);
    QCOMPARE(report["errors"_L1][0]["file"_L1].toString(), u"/data/gone.csv"_s);
}

void TestErrorReport::reportWithoutLedgerIsWhole()
{
    const std::vector<report::Failure> failures {
        { QString(), { ErrorCode::DbCannotOpen, {}, { u"no such folder"_s } } }
    };
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    need(report::writeErrorReport(nullptr, {}, failures, ReportFormat::Json, buffer));
    const auto report = QJsonDocument::fromJson(buffer.data());
    QCOMPARE(report["status"_L1].toString(), u"failed"_s);
    QVERIFY(report["batch_id"_L1].isNull());
    QCOMPARE(report["errors"_L1][0]["code"_L1].toString(), u"db.cannot_open"_s);
}

void TestErrorReport::fullDiskIsOutputUnwritable()
{
    const auto run = m_book->addRun(1);
    FullDevice device;
    const auto result
        = report::writeErrorReport(m_book->ledger(), { run, 0 }, ReportFormat::Csv, device);
    QVERIFY(!result.has_value());
    QCOMPARE(result.error().code, ErrorCode::OutputUnwritable);
}

void TestErrorReport::formatIsKnownByName()
{
    QCOMPARE(report::reportFormatFromName(u"CSV"_s), std::optional(ReportFormat::Csv));
    QCOMPARE(report::reportFormatFromName(u"json"_s), std::optional(ReportFormat::Json));
    QVERIFY(!report::reportFormatFromName(u"xml"_s).has_value());
    QVERIFY(!report::reportFormatFromName({}).has_value());
}

void TestErrorReport::summaryHoldsRunAndFiles()
{
    const auto run = m_book->addRun(2);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    need(report::writeSummaryReport(m_book->ledger(), run, QDateTime::currentDateTimeUtc(),
                                    ReportFormat::Json, buffer));
    const auto report = QJsonDocument::fromJson(buffer.data());
    QCOMPARE(report["run_id"_L1].toInteger(), run);
    QCOMPARE(report["status"_L1].toString(), u"partial"_s);
    QCOMPARE(report["read"_L1].toInt(), 22);
    QCOMPARE(report["rejected"_L1].toInt(), 2);
    QCOMPARE(report["files"_L1].toArray().size(), 3);
    QCOMPARE(report["files"_L1][2]["error_code"_L1].toString(), u"file.changed_while_reading"_s);
}

void TestErrorReport::summaryCsvEndsWithTheTotals()
{
    const auto run = m_book->addRun(2);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    need(report::writeSummaryReport(m_book->ledger(), run, QDateTime::currentDateTimeUtc(),
                                    ReportFormat::Csv, buffer));
    const auto lines = buffer.data().trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines[1].contains("/data/good0.csv"));
    QVERIFY2(lines[4].contains(",22,20,0,0,0,2,"), lines[4].constData());
}

void TestErrorReport::summaryOfUnknownRunIsAnError()
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto result = report::writeSummaryReport(
        m_book->ledger(), 99, QDateTime::currentDateTimeUtc(), ReportFormat::Json, buffer);
    QVERIFY(!result.has_value());
    QVERIFY(buffer.data().isEmpty());
}

void TestErrorReport::numberedSheetKeepsTheNameOfItsFile()
{
    QCOMPARE(report::numberedSheet(u"/a/50%2 off %1.csv"_s, 1), u"/a/50%2 off %1.csv"_s);
    QCOMPARE(report::numberedSheet(u"/a/50%2 off %1.csv"_s, 2), u"/a/50%2 off %1-2.csv"_s);
    QCOMPARE(report::numberedSheet(u"/a/fix"_s, 3), u"/a/fix-3"_s);
}

QTEST_GUILESS_MAIN(TestErrorReport)
#include "tst_error_report.moc"
