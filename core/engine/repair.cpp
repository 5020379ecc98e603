// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/repair.h"

#include "core/base/text.h"
#include "core/engine/correction.h"
#include "core/profile/binding_json.h"
#include "core/report/csv_cell.h"
#include "core/report/repair_sheet.h"
#include "core/source/csv_reader.h"
#include "core/source/dialect_json.h"
#include "core/source/sniffer.h"
#include "core/target/sql_dialect.h"
#include "core/target/sql_error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>
#include <map>
#include <optional>

namespace dockhand::engine {

using namespace Qt::StringLiterals;

namespace {

// What the temporary file has behind the columns of the header.
const auto kOccurrenceColumn = u"dockhand_occurrence"_s;
const auto kStateColumn = u"dockhand_state"_s;
constexpr std::string_view kOpen = "open";
constexpr std::string_view kDone = "done";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; // U+FFFD, of bytes that were no text

/// The context of this file's words for translators.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Repair)
};

/// One record of the sheet.
struct Correction
{
    std::int64_t rejectId = 0;
    QString name; ///< report::rejectName
    std::int64_t record = 0;
    std::int64_t line = 0;
    std::vector<std::string> fields; ///< of the header
    std::string rest;
};

auto impossible(const QString &reason, const Place &place = {})
{
    return failure(ErrorCode::RepairImpossible, { reason }, place);
}

QString nameOf(std::string_view header)
{
    return toQString(report::unguarded(header)).trimmed();
}

/// Reads a sheet once; columns may stand in any order.
class SheetReader final
{
public:
    explicit SheetReader(QString path)
        : m_path(std::move(path))
    {
    }

    /// As somebody else wrote it.
    Result<void> open()
    {
        auto sniff = source::sniffFile(m_path);
        if (!sniff)
            return failure(sniff.error());
        m_dialect = sniff->dialect;
        m_dialect.headerRow = 1;
        return begin();
    }

    /// As Dockhand writes it, which is RFC 4180.
    Result<void> openOwn()
    {
        m_dialect = {};
        return begin();
    }

    [[nodiscard]] bool hasRejects() const { return m_reject >= 0; }

    /// Finds the columns of a file's header. Error: repair.impossible naming those that are
    /// missing.
    Result<void> bind(const QStringList &columns)
    {
        auto names = m_names;
        QStringList missing;
        m_fields.clear();
        for (const auto &column : columns) {
            const auto at = names.indexOf(column.trimmed());
            if (at < 0)
                missing += column;
            else
                names[at] = QString(); // of columns with equal names each is taken once
            m_fields.push_back(static_cast<int>(at));
        }
        if (missing.isEmpty())
            return {};
        return impossible(Words::tr("these columns are missing: %1").arg(missing.join(u", "_s)),
                          inFile(m_path));
    }

    /// From the first record on.
    template <class Visit>
    Result<void> forEach(Visit visit)
    {
        if (auto begun = begin(); !begun)
            return begun;
        source::RecordBlock block;
        for (;;) {
            const auto more = m_reader->next(block);
            if (!more)
                return failure(more.error());
            if (!*more)
                return {};
            if (!block.issues.empty())
                return failure(broken(block));
            for (std::size_t i = 0; i < block.records.size(); ++i) {
                auto correction = read(block, i);
                if (!correction)
                    return failure(correction.error());
                if (auto done = visit(*correction); !done)
                    return done;
            }
        }
    }

private:
    Result<void> begin()
    {
        auto input = source::openByteSource(m_path, m_dialect.encoding);
        if (!input)
            return failure(input.error());
        m_reader = std::make_unique<source::CsvReader>(std::move(*input), m_dialect);
        const auto header = m_reader->readHeader();
        if (!header)
            return failure(header.error());
        m_names.clear();
        for (const auto &name : *header)
            m_names += nameOf(name);
        m_reject = static_cast<int>(m_names.indexOf(report::rejectColumn()));
        m_rest = static_cast<int>(m_names.indexOf(report::restColumn()));
        return {};
    }

    Error broken(const source::RecordBlock &block) const
    {
        const auto &issue = block.issues.front();
        return { issue.code, placeOf(block, issue.record), {} };
    }

    Place placeOf(const source::RecordBlock &block, std::size_t index) const
    {
        auto place = inFile(m_path);
        place.record = block.firstRecord + static_cast<std::int64_t>(index);
        place.line = block.firstLine + block.records[index].lineOffset;
        return place;
    }

    static std::string field(const source::RecordBlock &block, const source::RecordSpan &record,
                             int column)
    {
        if (column < 0 || static_cast<std::uint32_t>(column) >= record.fieldCount)
            return {};
        return std::string(
            report::unguarded(block.field(record, static_cast<std::uint32_t>(column))));
    }

    Result<Correction> read(const source::RecordBlock &block, std::size_t index)
    {
        const auto &record = block.records[index];
        const auto place = placeOf(block, index);
        Correction correction;
        correction.record = place.record;
        correction.line = place.line;
        correction.name = toQString(field(block, record, m_reject)).trimmed();
        bool isNumber = false;
        if (correction.name.startsWith(u'r'))
            correction.rejectId
                = correction.name.sliced(1).section(u'-', 0, 0).toLongLong(&isNumber);
        if (!isNumber || correction.rejectId <= 0)
            return impossible(Words::tr("“%1” is no number of a reject").arg(correction.name),
                              place);
        for (const int column : m_fields)
            correction.fields.push_back(field(block, record, column));
        correction.rest = field(block, record, m_rest);
        return correction;
    }

    QString m_path;
    source::Dialect m_dialect;
    std::unique_ptr<source::CsvReader> m_reader;
    QStringList m_names;
    std::vector<int> m_fields; ///< by column of the header
    int m_reject = -1;
    int m_rest = -1;
};

void appendField(QByteArray &line, std::string_view field)
{
    line += '"';
    for (const char c : field) {
        if (c == '"')
            line += '"';
        line += c;
    }
    line += '"';
}

std::size_t hashOf(const std::vector<std::string> &fields)
{
    std::string all;
    for (const auto &field : fields)
        all += std::to_string(field.size()) + ':' + field;
    return std::hash<std::string>()(all);
}

/// What is known of a reject's file.
struct SourceFile
{
    ledger::FileRecord record;
    QString channel; ///< that its import kept; empty: all
    /// The highest number of each item among its rejects; read when it is asked for.
    std::optional<std::map<QString, std::int64_t>> numbers;
};

class Preparation final
{
public:
    /// `isOwn`: Dockhand wrote it of what somebody corrected.
    Preparation(const QString &path, bool isOwn, target::Target &target, ledger::Ledger &ledger)
        : m_path(QFileInfo(path).absoluteFilePath())
        , m_isOwn(isOwn)
        , m_target(target)
        , m_ledger(ledger)
        , m_sheet(m_path)
        , m_rejects(std::make_shared<RepairedRejects>())
    {
    }

    Result<Repair> run()
    {
        return (m_isOwn ? m_sheet.openOwn() : m_sheet.open())
            .and_then([this] { return readNumbers(); })
            .and_then([this] { return findRejects(); })
            .and_then([this] { return writeData(); })
            .and_then([this] { return finish(); });
    }

private:
    Result<void> readNumbers();
    Result<void> findRejects();
    Result<void> findShape(const ledger::FileRecord &file);
    Result<SourceFile *> fileOf(std::int64_t fileId);
    Result<void> checkReject(ledger::RejectRecord &reject);
    Result<void> writeData();
    Result<QByteArray> lineOf(Correction &correction);
    [[nodiscard]] bool isOfChannel(const Correction &correction, const SourceFile &file) const;
    Result<std::int64_t> occurrenceOf(const Correction &correction, SourceFile &file);
    Result<void> readNumbersOf(SourceFile &file);
    Result<std::int64_t> highestInTable(const QStringList &item);
    [[nodiscard]] QStringList itemOf(const std::vector<std::string> &fields) const;
    [[nodiscard]] QString valueOf(const std::vector<std::string> &fields, int column) const;
    Result<Repair> finish();
    [[nodiscard]] profile::ProfileBinding dataBinding() const;

    QString m_path;
    bool m_isOwn;
    target::Target &m_target;
    ledger::Ledger &m_ledger;
    SheetReader m_sheet;
    std::map<std::int64_t, std::pair<std::int64_t, QString>> m_recordOf; ///< and name, by reject
    std::map<std::int64_t, ledger::RejectRecord> m_found;
    std::map<std::int64_t, std::size_t> m_fieldsBefore; ///< hash, of records broken as a whole
    std::map<std::int64_t, QStringList> m_itemBefore;   ///< by reject: what it counted among
    std::map<std::int64_t, SourceFile> m_files;
    std::int64_t m_shapeId = 0;
    QByteArray m_shapeJson;
    profile::ProfileBinding m_binding;       ///< of the files the rejects are from
    std::size_t m_columns = 0;               ///< of their header
    std::map<QString, std::int64_t> m_given; ///< numbers given within an order, by order and item
    std::shared_ptr<RepairedRejects> m_rejects;
    Repair m_repair;
};

Result<void> Preparation::readNumbers()
{
    if (!m_sheet.hasRejects())
        return impossible(Words::tr("it has no column %1").arg(report::rejectColumn()),
                          inFile(m_path));
    return m_sheet.forEach([this](const Correction &correction) -> Result<void> {
        const auto [known, isNew]
            = m_recordOf.try_emplace(correction.rejectId, correction.record, correction.name);
        auto place = inFile(m_path);
        place.record = correction.record;
        place.line = correction.line;
        if (!isNew)
            return impossible(Words::tr("reject %1 is there twice, in record %2, too")
                                  .arg(correction.rejectId)
                                  .arg(known->second.first),
                              place);
        return {};
    });
}

Result<void> Preparation::findRejects()
{
    if (m_recordOf.empty())
        return impossible(Words::tr("there is no record in it"), inFile(m_path));
    std::vector<std::int64_t> ids;
    for (const auto &[id, record] : m_recordOf)
        ids.push_back(id);
    constexpr std::size_t kAtOnce = 100; // with their records, which may be large
    for (std::size_t begin = 0; begin < ids.size(); begin += kAtOnce) {
        auto found = m_ledger.rejectsById(
            std::span(ids).subspan(begin, std::min(kAtOnce, ids.size() - begin)));
        if (!found)
            return failure(found.error());
        for (auto &reject : *found) {
            if (report::rejectName(reject) != m_recordOf[reject.id].second)
                continue; // of another database
            if (auto checked = checkReject(reject); !checked)
                return checked;
            reject.raw.clear();
            m_found.emplace(reject.id, std::move(reject));
        }
    }
    for (const auto &[id, record] : m_recordOf) {
        if (m_found.contains(id))
            continue;
        auto place = inFile(m_path);
        place.record = record.first;
        return impossible(
            Words::tr("this database has no reject %1; is it the one they are from?").arg(id),
            place);
    }
    return {};
}

Result<void> Preparation::checkReject(ledger::RejectRecord &reject)
{
    const auto file = fileOf(reject.fileId);
    if (!file)
        return failure(file.error());
    auto place = inFile(m_path);
    place.record = m_recordOf[reject.id].first;
    auto &known = **file;
    if (const auto why = whyNotRepairable(known.record, reject.path))
        return impossible(*why, place);
    if (known.record.shapeId != m_shapeId)
        return impossible(Words::tr("its records are of files with different columns"), place);
    const auto earlier = report::fieldsOf(reject, known.record, m_columns);
    if (!earlier)
        return failure(earlier.error());
    reject.occurrence = earlier->occurrence;
    m_itemBefore[reject.id] = itemOf(earlier->fields);
    if (isBroken(reject) && !m_isOwn) // a sheet holds records that nobody touched, too
        m_fieldsBefore[reject.id] = hashOf(earlier->fields);
    return {};
}

Result<SourceFile *> Preparation::fileOf(std::int64_t fileId)
{
    const auto known = m_files.find(fileId);
    if (known != m_files.end())
        return &known->second;
    auto record = m_ledger.file(fileId);
    if (!record)
        return failure(record.error());
    if (!*record)
        return failure(ErrorCode::DbLedgerDamaged, { Words::tr("file %1 is missing").arg(fileId) });
    SourceFile file;
    file.record = **std::move(record);
    for (const auto &part : file.record.identity.destination.split(u'\n')) {
        if (part.startsWith("channel="_L1))
            file.channel = part.mid(8);
    }
    if (m_files.empty()) {
        if (auto found = findShape(file.record); !found)
            return failure(found.error());
    }
    return &m_files.emplace(fileId, std::move(file)).first->second;
}

// All files have the same one; what is not known of this one is told with its first reject.
Result<void> Preparation::findShape(const ledger::FileRecord &file)
{
    if (file.shapeId == 0)
        return {};
    auto json = m_ledger.shapeOf(file);
    if (!json)
        return failure(json.error());
    auto binding = profile::bindingFromJson(*json);
    if (!binding)
        return failure(ErrorCode::DbLedgerDamaged, { Words::tr("shape %1").arg(file.shapeId) });
    m_shapeId = file.shapeId;
    m_shapeJson = *std::move(json);
    m_binding = *std::move(binding);
    const auto columns = report::sheetColumns(m_binding);
    m_columns = static_cast<std::size_t>(columns.size());
    return m_sheet.bind(columns);
}

Result<void> Preparation::writeData()
{
    m_repair.data = std::make_unique<QTemporaryFile>(
        QDir(QDir::tempPath()).filePath(u"dockhand-repair-XXXXXX.csv"_s));
    auto &data = *m_repair.data;
    if (!data.open())
        return failure(ErrorCode::OutputUnwritable, { data.fileTemplate(), data.errorString() });
    // Before anything asks for its name: where it can be read without one, it gets none, and
    // nothing of people's records stays behind when the program is killed.
    const auto nameless = u"/proc/self/fd/%1"_s.arg(data.handle());
    m_repair.survey.readFrom = QFile::exists(nameless) ? nameless : data.fileName();
    QByteArray line;
    for (const auto &column : report::sheetColumns(m_binding)) {
        appendField(line, toUtf8(column));
        line += ',';
    }
    data.write(line + kOccurrenceColumn.toUtf8() + ',' + kStateColumn.toUtf8() + '\n');
    auto written = m_sheet.forEach([&](Correction &correction) -> Result<void> {
        auto next = lineOf(correction);
        if (!next)
            return failure(next.error());
        if (data.write(*next) != next->size())
            return failure(ErrorCode::OutputUnwritable,
                           { data.fileTemplate(), data.errorString() });
        return {};
    });
    if (written && !data.flush())
        return failure(ErrorCode::OutputUnwritable, { data.fileTemplate(), data.errorString() });
    return written;
}

Result<QByteArray> Preparation::lineOf(Correction &correction)
{
    const auto &reject = m_found.at(correction.rejectId);
    auto &file = m_files.at(reject.fileId);
    const bool isOther = !isOfChannel(correction, file);
    const auto before = m_fieldsBefore.find(reject.id);
    const bool isUnchanged
        = before != m_fieldsBefore.end() && before->second == hashOf(correction.fields);
    const bool isOpen = reject.resolvedBy == 0 && !isOther && !isUnchanged;
    m_repair.unchanged += reject.resolvedBy == 0 && !isOther && isUnchanged ? 1 : 0;
    ++m_repair.records;
    m_repair.alreadyIn += reject.resolvedBy != 0 ? 1 : 0;
    m_repair.otherChannel += reject.resolvedBy == 0 && isOther ? 1 : 0;
    m_repair.withRest += isOpen && !correction.rest.empty() ? 1 : 0;
    m_rejects->rejectIds.push_back(isOpen ? reject.id : 0);
    // A number is one of its item: where that was corrected, it counts among its new likes.
    auto occurrence = reject.occurrence;
    const bool isSameItem = itemOf(correction.fields) == m_itemBefore.at(reject.id);
    if (isOpen && (occurrence == 0 || !isSameItem)) {
        const auto next = occurrenceOf(correction, file);
        if (!next)
            return failure(next.error());
        occurrence = *next;
    }
    // What stood for bytes that are no text is no text itself.
    if (hasCode(reject, ErrorCode::ValueBadEncoding)) {
        for (auto &field : correction.fields) {
            if (field.find(kReplacement) != std::string::npos)
                field = "\xFF";
        }
    }
    QByteArray line;
    for (const auto &field : correction.fields) {
        appendField(line, field);
        line += ',';
    }
    line += QByteArray::number(static_cast<qlonglong>(std::max<std::int64_t>(1, occurrence))) + ',';
    line += isOpen ? kOpen.data() : kDone.data();
    if (!correction.rest.empty() && isOpen)
        line += ',' + QByteArray::fromStdString(correction.rest);
    return line + '\n';
}

bool Preparation::isOfChannel(const Correction &correction, const SourceFile &file) const
{
    const auto column = m_binding.profile->channelColumn;
    return file.channel.isEmpty() || column < 0
        || valueOf(correction.fields, column) == file.channel;
}

QString Preparation::valueOf(const std::vector<std::string> &fields, int column) const
{
    const auto field = m_binding.fieldOfColumn[static_cast<std::size_t>(column)];
    if (field < 0)
        return {};
    auto value = toQString(fields[static_cast<std::size_t>(field)]);
    const auto &settings = m_binding.profile->columns[static_cast<std::size_t>(column)];
    if (settings.trim)
        value = value.trimmed();
    if (settings.stripLeadingApostrophe && value.startsWith(u'\''))
        value.remove(0, 1);
    return value;
}

// What is counted within an order: the order and the item.
QStringList Preparation::itemOf(const std::vector<std::string> &fields) const
{
    QStringList item;
    for (const int column : m_binding.profile->occurrenceOf)
        item += valueOf(fields, column);
    return item;
}

Result<std::int64_t> Preparation::occurrenceOf(const Correction &correction, SourceFile &file)
{
    const auto item = itemOf(correction.fields);
    if (item.isEmpty())
        return 1;
    auto &last = m_given[item.join(u'\0')];
    if (last == 0) {
        if (auto read = readNumbersOf(file); !read)
            return failure(read.error());
        const auto highest = highestInTable(item);
        if (!highest)
            return failure(highest.error());
        last = std::max(*highest, (*file.numbers)[item.join(u'\0')]);
    }
    return ++last;
}

// Numbers that rejects of the file have, whether or not they are corrected here.
Result<void> Preparation::readNumbersOf(SourceFile &file)
{
    constexpr int kPage = 500;
    if (file.numbers)
        return {};
    auto &numbers = file.numbers.emplace();
    for (std::int64_t lastId = 0;;) {
        const auto page = m_ledger.rejects({ .fileId = file.record.id }, lastId, kPage);
        if (!page)
            return failure(page.error());
        for (const auto &reject : *page) {
            const auto record = report::fieldsOf(reject, file.record, m_columns);
            if (!record)
                return failure(record.error());
            if (record->occurrence > 0) {
                auto &highest = numbers[itemOf(record->fields).join(u'\0')];
                highest = std::max(highest, record->occurrence);
            }
        }
        if (page->size() < kPage)
            return {};
        lastId = page->back().id;
    }
}

// The highest number among the rows with these values, in the table that counts them.
Result<std::int64_t> Preparation::highestInTable(const QStringList &item)
{
    const auto &profile = *m_binding.profile;
    const auto &table = profile.tables.back();
    const auto dialect = target::SqlDialect::of(m_target.database());
    QString number;
    QStringList terms(item.size());
    for (std::size_t i = 0; i < table.mapping.size(); ++i) {
        const auto name = dialect.quoted(table.spec.columns[i].name);
        if (table.mapping[i].isOccurrence)
            number = name;
        for (qsizetype c = 0; c < item.size(); ++c) {
            if (!table.mapping[i].isOccurrence
                && table.mapping[i].sourceColumn
                    == profile.occurrenceOf[static_cast<std::size_t>(c)])
                terms[c] = name + u" = ?"_s;
        }
    }
    if (number.isEmpty() || terms.contains(QString()))
        return 0;
    QSqlQuery query(m_target.database());
    query.setForwardOnly(true);
    query.prepare(u"SELECT COALESCE(MAX("_s + number + u"), 0) FROM "_s
                  + dialect.quoted(table.spec.name) + u" WHERE "_s + terms.join(u" AND "_s));
    for (qsizetype c = 0; c < item.size(); ++c)
        query.bindValue(static_cast<int>(c), item[c]);
    if (!query.exec())
        return failure(target::sqlError(query.lastError(), m_target.database(),
                                        Words::tr("look for the number of an item")));
    if (query.next())
        return query.value(0).toLongLong();
    if (query.lastError().isValid())
        return failure(target::sqlError(query.lastError(), m_target.database(),
                                        Words::tr("look for the number of an item")));
    return 0;
}

// As the files were read, but with the number of an item and whether the record is to come in told
// by columns of ours.
profile::ProfileBinding Preparation::dataBinding() const
{
    auto profile = *m_binding.profile;
    const auto occurrence = static_cast<int>(profile.columns.size());
    profile::SourceColumn number;
    number.name = kOccurrenceColumn;
    number.type = profile::ValueType::Integer;
    number.required = true;
    profile::SourceColumn state;
    state.name = kStateColumn;
    profile.columns.push_back(number);
    profile.columns.push_back(state);
    for (auto &table : profile.tables) {
        for (auto &mapping : table.mapping) {
            if (mapping.isOccurrence)
                mapping = { .sourceColumn = occurrence };
        }
    }
    profile.occurrenceOf.clear();
    profile.channelColumn = occurrence + 1;
    auto binding = m_binding;
    binding.profile = std::make_shared<const profile::ImportProfile>(std::move(profile));
    binding.fieldOfColumn.push_back(binding.fieldCount);
    binding.fieldOfColumn.push_back(binding.fieldCount + 1);
    binding.fieldCount += 2;
    binding.ownFields = 2;
    binding.header.clear();
    for (const auto &column : report::sheetColumns(m_binding))
        binding.header.push_back(toUtf8(column));
    binding.header.push_back(toUtf8(kOccurrenceColumn));
    binding.header.push_back(toUtf8(kStateColumn));
    return binding;
}

Result<Repair> Preparation::finish()
{
    auto &survey = m_repair.survey;
    survey.path = m_path;
    survey.sizeBytes = QFileInfo(m_path).size();
    survey.modified = QFileInfo(m_path).lastModified();
    survey.fingerprint = QUuid::createUuid().toRfc4122(); // no other file is the same
    survey.binding = std::make_shared<const profile::ProfileBinding>(dataBinding());
    survey.sampledRecords = m_repair.records;
    survey.estimatedRecords = m_repair.records;
    survey.bytesPerRecord = static_cast<double>(m_repair.data->size())
        / static_cast<double>(std::max<std::int64_t>(1, m_repair.records));
    auto dialect = source::toJson(survey.sniff.dialect);
    dialect.insert(u"repair"_s, true);
    const auto &file = m_files.begin()->second.record.identity;
    m_rejects->identity = { m_path,
                            survey.sizeBytes,
                            survey.fingerprint,
                            m_binding.profile->id,
                            QJsonDocument(dialect).toJson(QJsonDocument::Compact),
                            file.destination,
                            m_shapeJson };
    m_rejects->unchanged = m_repair.unchanged;
    m_repair.rejects = m_rejects;
    m_repair.channel = QString::fromLatin1(kOpen.data());
    return std::move(m_repair);
}

} // namespace

Result<Repair> prepareRepair(const QString &path, target::Target &target, ledger::Ledger &ledger)
{
    return Preparation(path, false, target, ledger).run();
}

Result<Repair> prepareRepairOfCorrections(const QString &path, target::Target &target,
                                          ledger::Ledger &ledger)
{
    return Preparation(path, true, target, ledger).run();
}

void apply(const Repair &repair, ImportOptions &options)
{
    options.repair = repair.rejects;
    options.channel = repair.channel;
    options.force = true;
}

} // namespace dockhand::engine
