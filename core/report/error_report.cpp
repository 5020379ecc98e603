// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/error_report.h"

#include "core/base/text.h"
#include "core/report/issue_text.h"
#include "core/report/report_sink.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

#include <algorithm>
#include <map>
#include <set>

namespace dockhand::report {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageRows = 500;

/// One line of the report: an issue of a record, or what ended a file.
struct Entry
{
    QString file;
    std::int64_t record = 0; ///< 0: the file as a whole
    std::int64_t line = 0;
    std::int64_t byte = -1;
    QString column;
    QString code;
    QString message;
    QString value;
    QString fix;
    QByteArray raw;
    std::int64_t rejectId = 0;   ///< 0: the file as a whole
    std::int64_t resolvedBy = 0; ///< the run that brought its corrected form in; 0: none
};

/// What stands at the head of the JSON form.
struct Head
{
    std::int64_t batchId = 0; ///< 0: more than one run, or none
    std::int64_t files = 0;
    std::int64_t done = 0;
    std::int64_t skipped = 0;
    std::int64_t partial = 0;
    std::int64_t failed = 0;
    std::int64_t cancelled = 0;
    bool hasRows = false; ///< something is in, also of files that were cut off
    bool isRunFailed = false;
};

QString statusOf(const Head &head)
{
    const auto good = head.done + head.skipped;
    if (head.isRunFailed || (good == 0 && head.partial == 0 && !head.hasRows && head.files > 0))
        return u"failed"_s;
    return good == head.files ? u"success"_s : u"partial_success"_s;
}

QJsonValue known(std::int64_t value, std::int64_t unknown)
{
    return value == unknown ? QJsonValue() : QJsonValue(static_cast<qint64>(value));
}

QJsonValue known(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString detailsOf(const Entry &entry)
{
    Place place;
    place.line = entry.line;
    place.column = entry.column;
    place.byte = entry.byte;
    QStringList parts;
    if (auto where = placeText(place); !where.isEmpty())
        parts << where;
    if (!entry.value.isEmpty())
        parts << u"“%1”"_s.arg(entry.value);
    if (!entry.fix.isEmpty())
        parts << entry.fix;
    return parts.join(u"; "_s);
}

QJsonObject toJson(const Entry &entry)
{
    QJsonObject object {
        { u"file"_s, entry.file },
        { u"error"_s, entry.message },
        { u"row_number"_s, known(entry.record, 0) },
        { u"details"_s, detailsOf(entry) },
        { u"code"_s, entry.code },
        { u"line"_s, known(entry.line, 0) },
        { u"byte"_s, known(entry.byte, -1) },
        { u"column"_s, known(entry.column) },
        { u"value"_s, known(entry.value) },
        { u"fix"_s, entry.fix },
        { u"reject_id"_s, known(entry.rejectId, 0) },
        { u"resolved_by"_s, known(entry.resolvedBy, 0) },
        { u"raw"_s, entry.raw.isEmpty() ? QJsonValue() : QJsonValue(toQString(view(entry.raw))) },
    };
    // JSON is text; bytes that are not come along unharmed beside it.
    if (QString::fromUtf8(entry.raw).toUtf8() != entry.raw)
        object.insert(u"raw_base64"_s, QString::fromLatin1(entry.raw.toBase64()));
    return object;
}

/// Writes entries in one of the formats.
class ErrorWriter
{
public:
    ErrorWriter(ReportFormat format, QIODevice &output)
        : m_sink(output)
        , m_isJson(format == ReportFormat::Json)
    {
    }

    void begin(const Head &head);
    void add(const Entry &entry);
    void addFailure(const Failure &failed);
    void addReject(const ledger::RejectRecord &reject);
    void addFile(const ledger::RunFileRecord &file);
    [[nodiscard]] bool hasFailed() const { return m_sink.hasFailed(); }
    Result<std::int64_t> finish();

private:
    ReportSink m_sink;
    bool m_isJson;
    std::int64_t m_entries = 0;
};

void ErrorWriter::begin(const Head &head)
{
    if (!m_isJson) {
        m_sink.put("\xEF\xBB\xBF");
        m_sink.putCsvLine({ u"file"_s, u"record"_s, u"line"_s, u"byte"_s, u"column"_s, u"code"_s,
                            u"message"_s, u"value"_s, u"fix"_s, u"raw"_s, u"reject_id"_s,
                            u"resolved_by"_s });
        return;
    }
    const QJsonObject object {
        { u"batch_id"_s, known(head.batchId, 0) },
        { u"status"_s, statusOf(head) },
        { u"total_files"_s, static_cast<qint64>(head.files) },
        { u"successful_files"_s, static_cast<qint64>(head.done + head.skipped + head.partial) },
        { u"failed_files"_s, static_cast<qint64>(head.failed + head.cancelled) },
        { u"partial_files"_s, static_cast<qint64>(head.partial) },
        { u"skipped_files"_s, static_cast<qint64>(head.skipped) },
        { u"cancelled_files"_s, static_cast<qint64>(head.cancelled) },
    };
    auto text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    text.chop(1);
    m_sink.put(text + ",\"errors\":[");
}

void ErrorWriter::add(const Entry &entry)
{
    if (m_isJson) {
        m_sink.put(m_entries > 0 ? QByteArray(",\n") : QByteArray("\n"));
        m_sink.put(QJsonDocument(toJson(entry)).toJson(QJsonDocument::Compact));
    } else {
        const auto cell = [](std::int64_t value, std::int64_t unknown) {
            return value == unknown ? QString() : QString::number(value);
        };
        m_sink.putCsvLine({ entry.file, cell(entry.record, 0), cell(entry.line, 0),
                            cell(entry.byte, -1), entry.column, entry.code, entry.message,
                            entry.value, entry.fix, toQString(view(entry.raw)),
                            cell(entry.rejectId, 0), cell(entry.resolvedBy, 0) });
    }
    ++m_entries;
}

void ErrorWriter::addReject(const ledger::RejectRecord &reject)
{
    for (const auto &issue : reject.issues) {
        add({ reject.path, reject.record, reject.line, issue.byte >= 0 ? issue.byte : reject.byte,
              issue.column, issue.code, issueMessage(issue), issue.value, issueFix(issue),
              reject.raw, reject.id, reject.resolvedBy });
    }
}

void ErrorWriter::addFile(const ledger::RunFileRecord &file)
{
    if (file.errorCode.isEmpty())
        return;
    Entry entry;
    entry.file = file.path;
    entry.code = file.errorCode;
    entry.message = file.errorMessage;
    const auto code = errorCodeFromId(file.errorCode.toStdString());
    entry.fix = code ? errorFix(*code) : QString();
    add(entry);
}

void ErrorWriter::addFailure(const Failure &failed)
{
    const auto &error = failed.error;
    Entry entry;
    entry.file = failed.path;
    entry.record = error.place.record;
    entry.line = error.place.line;
    entry.byte = error.place.byte;
    entry.column = error.place.column;
    entry.code = errorId(error.code);
    entry.message = errorMessage(error.code, error.arguments);
    entry.fix = errorFix(error.code, error.arguments);
    add(entry);
}

Result<std::int64_t> ErrorWriter::finish()
{
    if (m_isJson)
        m_sink.put("\n]}\n");
    if (auto finished = m_sink.finish(); !finished)
        return failure(finished.error());
    return m_entries;
}

void count(Head &head, const ledger::RunFileRecord &file)
{
    ++head.files;
    head.hasRows |= file.counts.inserted + file.counts.updated + file.counts.duplicate > 0;
    switch (file.state) {
    case ledger::FileState::Done:
        ++head.done;
        break;
    case ledger::FileState::Skipped:
        ++head.skipped;
        break;
    case ledger::FileState::Partial:
        ++head.partial;
        break;
    case ledger::FileState::Failed:
        ++head.failed;
        break;
    default:
        ++head.cancelled; // or cut off: not in as a whole
    }
}

/// The run that worked last on each of the files that the filter names, by file.
using LastRuns = std::map<std::int64_t, std::int64_t>;

Result<LastRuns> lastRunsOf(ledger::Ledger &ledger, const ledger::Ledger::RejectFilter &filter)
{
    std::vector<std::int64_t> ids;
    if (filter.fileId > 0)
        ids.push_back(filter.fileId);
    else if (filter.fileIds)
        ids = *filter.fileIds;
    LastRuns runs;
    for (const auto id : ids) {
        const auto file = ledger.file(id);
        if (!file)
            return failure(file.error());
        if (*file)
            runs.emplace(id, (*file)->lastRun);
    }
    return runs;
}

/// The runs that the filter means, oldest first.
Result<std::vector<std::int64_t>>
runsOf(ledger::Ledger &ledger, const ledger::Ledger::RejectFilter &filter, const LastRuns &lastRuns)
{
    if (filter.runId > 0)
        return std::vector { filter.runId };
    if (filter.fileId > 0 || filter.fileIds) {
        std::set<std::int64_t> ids;
        for (const auto &[file, run] : lastRuns)
            ids.insert(run);
        return std::vector<std::int64_t>(ids.begin(), ids.end());
    }
    const auto runs = ledger.runs();
    if (!runs)
        return failure(runs.error());
    std::vector<std::int64_t> ids;
    for (const auto &run : *runs)
        ids.push_back(run.id);
    std::reverse(ids.begin(), ids.end());
    return ids;
}

bool isWanted(const ledger::RunFileRecord &file, const ledger::Ledger::RejectFilter &filter,
              const LastRuns &lastRuns)
{
    if (filter.fileId <= 0 && !filter.fileIds)
        return true;
    const auto last = lastRuns.find(file.fileId);
    return last != lastRuns.end() && (filter.runId > 0 || last->second == file.runId);
}

/// The files that the filter means, with what became of them.
Result<std::vector<ledger::RunFileRecord>>
filesOf(ledger::Ledger &ledger, const ledger::Ledger::RejectFilter &filter, Head &head)
{
    const auto lastRuns = lastRunsOf(ledger, filter);
    if (!lastRuns)
        return failure(lastRuns.error());
    const auto runs = runsOf(ledger, filter, *lastRuns);
    if (!runs)
        return failure(runs.error());
    head.batchId = runs->size() == 1 ? runs->front() : 0;
    std::vector<ledger::RunFileRecord> files;
    for (const auto run : *runs) {
        auto some = ledger.filesOf(run);
        if (!some)
            return failure(some.error());
        for (auto &file : *some) {
            if (!isWanted(file, filter, *lastRuns))
                continue;
            count(head, file);
            if (!file.errorCode.isEmpty())
                files.push_back(std::move(file));
        }
    }
    return files;
}

Result<void> addRejects(ErrorWriter &writer, ledger::Ledger &ledger,
                        const ledger::Ledger::RejectFilter &filter)
{
    std::int64_t lastId = 0;
    for (;;) {
        const auto page = ledger.rejects(filter, lastId, kPageRows);
        if (!page)
            return failure(page.error());
        for (const auto &reject : *page)
            writer.addReject(reject);
        if (page->empty() || writer.hasFailed())
            return {};
        lastId = page->back().id;
    }
}

} // namespace

std::optional<ReportFormat> reportFormatFromName(const QString &name)
{
    const auto lower = name.toLower();
    if (lower == "csv"_L1)
        return ReportFormat::Csv;
    if (lower == "json"_L1)
        return ReportFormat::Json;
    return std::nullopt;
}

Result<std::int64_t> writeErrorReport(ledger::Ledger &ledger,
                                      const ledger::Ledger::RejectFilter &filter,
                                      ReportFormat format, QIODevice &output)
{
    return writeErrorReport(&ledger, filter, {}, format, output);
}

Result<std::int64_t> writeErrorReport(ledger::Ledger *ledger,
                                      const ledger::Ledger::RejectFilter &filter,
                                      std::span<const Failure> failures, ReportFormat format,
                                      QIODevice &output)
{
    Head head;
    std::vector<ledger::RunFileRecord> files;
    if (ledger != nullptr) {
        auto found = filesOf(*ledger, filter, head);
        if (!found)
            return failure(found.error());
        files = std::move(*found);
    }
    if (filter.runId > 0)
        head.batchId = filter.runId;
    for (const auto &failed : failures) {
        if (failed.path.isEmpty()) {
            head.isRunFailed = true;
            continue;
        }
        ++head.files;
        ++head.failed;
    }
    ErrorWriter writer(format, output);
    writer.begin(head);
    for (const auto &failed : failures)
        writer.addFailure(failed);
    for (const auto &file : files)
        writer.addFile(file);
    if (ledger != nullptr) {
        if (auto added = addRejects(writer, *ledger, filter); !added)
            return failure(added.error());
    }
    return writer.finish();
}

} // namespace dockhand::report
