// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/repair_sheet.h"

#include "core/base/text.h"
#include "core/profile/binding_json.h"
#include "core/report/csv_cell.h"
#include "core/report/issue_text.h"
#include "core/report/report_sink.h"
#include "core/source/content_hash.h"
#include "core/source/csv_reader.h"
#include "core/source/dialect_json.h"
#include "core/source/memory_source.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <map>
#include <optional>

namespace dockhand::report {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageRows = 500;

QByteArray joined(const std::vector<std::string> &fields)
{
    QByteArray line;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0)
            line += ',';
        line += fields[i].empty() ? QByteArray("\"\"") : csvCell(fields[i]);
    }
    return line;
}

QString reasonsOf(const ledger::RejectRecord &reject)
{
    QStringList reasons;
    for (const auto &issue : reject.issues) {
        auto message = issueMessage(issue);
        if (issue.code == errorId(ErrorCode::RowTooManyColumns))
            message += u' '
                + QCoreApplication::translate("RepairSheet",
                                              "Clear %1 once its fields have their place.")
                      .arg(restColumn());
        reasons += issue.column.isEmpty() ? message : issue.column + u": "_s + message;
    }
    return reasons.join(u"; "_s);
}

/// The lines of a sheet.
class SheetLines final
{
public:
    SheetLines(bool hasRest, QIODevice &output)
        : m_hasRest(hasRest)
        , m_sink(output)
    {
    }

    void begin(const QStringList &columns)
    {
        m_sink.put("\xEF\xBB\xBF");
        QByteArray line = rejectColumn().toUtf8() + ',' + reasonsColumn().toUtf8();
        for (const auto &column : columns)
            line += ',' + csvCell(guarded(toUtf8(column)));
        if (m_hasRest)
            line += ',' + restColumn().toUtf8();
        m_sink.put(line + "\r\n");
    }

    void add(const QString &name, const QString &reasons, const std::vector<std::string> &fields,
             const std::vector<std::string> &rest)
    {
        auto line = name.toLatin1() + ',' + csvCell(toUtf8(reasons));
        for (const auto &field : fields) {
            const auto valid
                = QString::fromUtf8(field.data(), static_cast<qsizetype>(field.size()));
            line += ',' + csvCell(guarded(toUtf8(valid)));
        }
        if (m_hasRest)
            line += ',' + csvCell(view(joined(rest)));
        m_sink.put(line + "\r\n");
    }

    [[nodiscard]] bool hasFailed() const { return m_sink.hasFailed(); }
    Result<void> finish() { return m_sink.finish(); }

private:
    bool m_hasRest;
    ReportSink m_sink;
};

/// Writes a sheet out of the ledger; the files of its rejects are asked for once.
class SheetWriter final
{
public:
    SheetWriter(ledger::Ledger &ledger, QStringList columns, bool hasRest, QIODevice &output)
        : m_ledger(ledger)
        , m_columns(std::move(columns))
        , m_lines(hasRest, output)
    {
    }

    void begin() { m_lines.begin(m_columns); }

    Result<void> add(const ledger::RejectRecord &reject)
    {
        const auto file = fileOf(reject.fileId);
        if (!file)
            return failure(file.error());
        const auto record = fieldsOf(reject, **file, static_cast<std::size_t>(m_columns.size()));
        if (!record)
            return failure(record.error());
        m_lines.add(rejectName(reject), reasonsOf(reject), record->fields, record->rest);
        return {};
    }

    [[nodiscard]] bool hasFailed() const { return m_lines.hasFailed(); }
    Result<void> finish() { return m_lines.finish(); }

private:
    Result<const ledger::FileRecord *> fileOf(std::int64_t id)
    {
        if (!m_file || m_file->id != id) {
            auto file = m_ledger.file(id);
            if (!file)
                return failure(file.error());
            if (!*file)
                return failure(
                    ErrorCode::DbLedgerDamaged,
                    { QCoreApplication::translate("RepairSheet", "file %1 is missing").arg(id) });
            m_file = **std::move(file);
        }
        return &*m_file;
    }

    ledger::Ledger &m_ledger;
    QStringList m_columns;
    SheetLines m_lines;
    std::optional<ledger::FileRecord> m_file; ///< of the last reject
};

template <class Visit>
Result<std::int64_t> forEachReject(ledger::Ledger &ledger,
                                   const ledger::Ledger::RejectFilter &filter, Visit visit)
{
    std::int64_t count = 0;
    for (std::int64_t lastId = 0;;) {
        const auto page = ledger.rejects(filter, lastId, kPageRows);
        if (!page)
            return failure(page.error());
        for (const auto &reject : *page) {
            auto goesOn = visit(reject);
            if (!goesOn)
                return failure(goesOn.error());
            if (!*goesOn)
                return count;
            ++count;
        }
        if (page->size() < kPageRows)
            return count;
        lastId = page->back().id;
    }
}

bool hasTooMany(const ledger::RejectRecord &reject)
{
    for (const auto &issue : reject.issues) {
        if (issue.code == errorId(ErrorCode::RowTooManyColumns))
            return true;
    }
    return false;
}

} // namespace

QStringList sheetColumns(const profile::ProfileBinding &binding)
{
    QStringList columns;
    for (int field = 0; field < binding.fieldCount; ++field) {
        auto name = profile::fieldName(binding, static_cast<std::size_t>(field));
        columns += name.isEmpty() ? u"column_%1"_s.arg(field + 1) : name;
    }
    return columns;
}

QString rejectName(const ledger::RejectRecord &reject)
{
    constexpr qsizetype kSigns = 4;
    source::ContentHasher hasher;
    hasher.update(std::to_string(reject.record));
    hasher.update("\n");
    hasher.update(view(reject.raw));
    // A letter first: spreadsheets take 12-3456 for a date.
    return u"r%1-x%2"_s.arg(reject.id).arg(
        QString::fromLatin1(hasher.digest().toHex().left(kSigns)));
}

bool isRepair(const ledger::FileRecord &file)
{
    return QJsonDocument::fromJson(file.identity.dialectJson).object()[u"repair"_s].toBool();
}

source::Dialect rejectDialect(const ledger::FileRecord &file)
{
    auto dialect
        = source::dialectFromJson(QJsonDocument::fromJson(file.identity.dialectJson).object());
    dialect.encoding = source::Encoding::Utf8; // rejects are kept as they were decoded
    dialect.headerRow = 0;
    return dialect;
}

Result<RejectFields> fieldsOf(const ledger::RejectRecord &reject, const ledger::FileRecord &file,
                              std::size_t columns)
{
    // A record of an earlier repair has two columns of ours behind those of the header.
    const std::size_t ours = isRepair(file) ? 2 : 0;
    source::ReaderLimits limits;
    limits.maxRecords = 1;
    limits.maxBlockBytes = 1 << 10;
    limits.maxRecordBytes = static_cast<std::size_t>(source::kLargestRecordLimit);
    source::CsvReader reader(std::make_unique<source::MemorySource>(view(reject.raw)),
                             rejectDialect(file), limits);
    if (auto header = reader.readHeader(); !header)
        return failure(header.error());
    source::RecordBlock block;
    const auto more = reader.next(block);
    if (!more)
        return failure(more.error());
    RejectFields found;
    found.fields.resize(columns);
    found.occurrence = reject.occurrence;
    if (block.records.empty())
        return found;
    const auto &record = block.records.front();
    for (std::uint32_t i = 0; i < record.fieldCount; ++i) {
        const std::string field(block.field(record, i));
        if (i < columns)
            found.fields[i] = field;
        else if (i >= columns + ours)
            found.rest.push_back(field);
        else if (i == columns)
            found.occurrence = QByteArray::fromStdString(field).toLongLong();
    }
    return found;
}

Result<std::int64_t> writeRepairSheet(ledger::Ledger &ledger,
                                      const ledger::Ledger::RejectFilter &filter,
                                      std::int64_t shapeId, QIODevice &output)
{
    auto open = filter;
    open.openOnly = true;
    open.shapeId = shapeId;
    const auto json = ledger.shape(shapeId);
    if (!json)
        return failure(json.error());
    const auto binding = profile::bindingFromJson(*json);
    if (!binding)
        return failure(ErrorCode::DbLedgerDamaged,
                       { QCoreApplication::translate("RepairSheet", "shape %1").arg(shapeId) });
    bool hasRest = false;
    const auto looked = forEachReject(ledger, open, [&](const auto &reject) -> Result<bool> {
        hasRest = hasRest || hasTooMany(reject);
        return !hasRest;
    });
    if (!looked)
        return failure(looked.error());
    SheetWriter writer(ledger, sheetColumns(*binding), hasRest, output);
    writer.begin();
    const auto count = forEachReject(ledger, open, [&](const auto &reject) -> Result<bool> {
        if (auto added = writer.add(reject); !added)
            return failure(added.error());
        return !writer.hasFailed();
    });
    if (!count)
        return failure(count.error());
    if (auto finished = writer.finish(); !finished)
        return failure(finished.error());
    return *count;
}

Result<void> writeCorrections(const QStringList &columns, std::span<const CorrectedRecord> records,
                              QIODevice &output)
{
    const bool hasRest = std::any_of(records.begin(), records.end(),
                                     [](const auto &record) { return !record.rest.empty(); });
    SheetLines lines(hasRest, output);
    lines.begin(columns);
    for (const auto &record : records)
        lines.add(record.name, {}, record.fields, record.rest);
    return lines.finish();
}

QString numberedSheet(const QString &path, std::size_t number)
{
    if (number == 1)
        return path;
    const QFileInfo file(path);
    const auto suffix = file.suffix().isEmpty() ? QString() : u'.' + file.suffix();
    return file.dir().filePath(
        u"%1-%2%3"_s.arg(file.completeBaseName(), QString::number(number), suffix));
}

bool isFreeForSheet(const QString &path)
{
    QFile file(path);
    const auto begin = "\xEF\xBB\xBF" + rejectColumn().toUtf8();
    return !file.exists() || (file.open(QIODevice::ReadOnly) && file.read(begin.size()) == begin);
}

} // namespace dockhand::report
