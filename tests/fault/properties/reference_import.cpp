// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/properties/reference_import.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace dockhand::fault {

namespace {

using profile::DuplicatePolicy;

constexpr std::int64_t kBytesOfMark = 3;

// A header is matched by names reduced to lower case letters and digits.
QString reducedName(const QString &name)
{
    QString reduced;
    for (const auto c : name.toLower()) {
        if (c.isLetterOrNumber())
            reduced += c;
    }
    return reduced;
}

} // namespace

ReferenceImport::ReferenceImport(const profile::ImportProfile &profile, const QString &channel,
                                 std::int64_t maxRecordBytes)
    : m_profile(profile)
    , m_channel(channel)
    , m_maxRecordBytes(maxRecordBytes)
    , m_tables(profile.tables.size())
{
}

QByteArrayList ReferenceImport::headerOf(const RandomFile &file)
{
    ReferenceCsv csv(file.text, file.dialect.delimiter, file.dialect.carriageReturnEnds, 1 << 20);
    ReferenceRecord header;
    return csv.next(header) ? header.fields : QByteArrayList();
}

void ReferenceImport::import(const std::vector<const RandomFile *> &files,
                             DuplicatePolicy duplicates)
{
    m_duplicates = duplicates;
    for (const auto *file : files) {
        // A file whose text is already in is skipped, in whatever form it comes.
        if (m_filesThatAreIn.insert(file->text).second)
            importFile(*file);
    }
}

void ReferenceImport::importFile(const RandomFile &file)
{
    Reading reading;
    reading.file = &file;
    ReferenceCsv csv(file.text, file.dialect.delimiter, file.dialect.carriageReturnEnds,
                     m_maxRecordBytes);
    ReferenceRecord record;
    if (!csv.next(record))
        return;
    reading.header = record.fields;
    csv.setUsualFields(record.fields.size());
    for (const auto &column : m_profile.columns) {
        const auto found = std::find_if(
            reading.header.begin(), reading.header.end(), [&column](const QByteArray &name) {
                return reducedName(QString::fromUtf8(name)) == reducedName(column.name);
            });
        reading.fieldOfColumn.push_back(
            found == reading.header.end() ? -1 : static_cast<int>(found - reading.header.begin()));
    }
    while (csv.next(record)) {
        ++reading.record;
        importRecord(reading, record);
    }
    m_content.files.insert(file.name, reading.counts);
}

void ReferenceImport::importRecord(Reading &reading, const ReferenceRecord &record)
{
    ++reading.counts.read;
    if (!record.problems.isEmpty()) {
        reject(reading, record, record.problems);
        return;
    }
    const auto surplus = record.fields.size() - reading.header.size();
    if (surplus < 0) {
        reject(reading, record, { u"row.too_few_columns"_s });
        return;
    }
    const int occurrence = countOccurrence(reading, record);
    if (surplus > 0) {
        reject(reading, record, { u"row.too_many_columns"_s });
        return;
    }
    if (isFiltered(reading, record)) {
        ++reading.counts.filtered;
        return;
    }
    std::vector<StoredValue> values;
    QStringList issues;
    for (std::size_t i = 0; i < m_profile.columns.size(); ++i) {
        const auto value = readField(m_profile.columns[i], fieldOf(reading, record, i));
        values.push_back(value.stored);
        if (!value.problem.isEmpty())
            issues += value.problem + u" in "_s
                + QString::fromUtf8(reading.header[reading.fieldOfColumn[i]]);
    }
    if (issues.isEmpty())
        accept(reading, record, values, occurrence);
    else
        reject(reading, record, issues);
}

QByteArray ReferenceImport::fieldOf(const Reading &reading, const ReferenceRecord &record,
                                    std::size_t column) const
{
    const auto field = reading.fieldOfColumn[column];
    return field < 0 ? QByteArray() : record.fields[field];
}

QString ReferenceImport::cleaned(const Reading &reading, const ReferenceRecord &record,
                                 int column) const
{
    const auto index = static_cast<std::size_t>(column);
    return cleanedField(m_profile.columns[index], fieldOf(reading, record, index));
}

// Undocumented: where one of the counted columns is empty there is nothing to count, and the number
// is 0; so it is where the group is empty.
int ReferenceImport::countOccurrence(Reading &reading, const ReferenceRecord &record) const
{
    if (m_profile.groupColumn < 0)
        return 0;
    const auto group = cleaned(reading, record, m_profile.groupColumn);
    if (group.isEmpty())
        return 0;
    if (group != reading.group)
        reading.seen.clear();
    reading.group = group;
    QStringList item;
    for (const auto column : m_profile.occurrenceOf)
        item += cleaned(reading, record, column);
    return item.contains(QString()) ? 0 : ++reading.seen[item];
}

bool ReferenceImport::isFiltered(const Reading &reading, const ReferenceRecord &record) const
{
    return m_profile.channelColumn >= 0 && !m_channel.isEmpty()
        && cleaned(reading, record, m_profile.channelColumn) != m_channel;
}

void ReferenceImport::accept(Reading &reading, const ReferenceRecord &record,
                             const std::vector<StoredValue> &values, int occurrence)
{
    const auto last = m_tables.size() - 1;
    if (last > 0)
        static_cast<void>(put(reading, 0, values, occurrence));
    if (put(reading, last, values, occurrence))
        ++reading.counts.inserted;
    else if (m_duplicates == DuplicatePolicy::Update)
        ++reading.counts.updated;
    else if (m_duplicates == DuplicatePolicy::Skip)
        ++reading.counts.duplicate;
    else
        reject(reading, record, { u"row.duplicate_key"_s });
}

// True when there was no row with this key.
bool ReferenceImport::put(const Reading &reading, std::size_t table,
                          const std::vector<StoredValue> &values, int occurrence)
{
    const auto &[spec, mapping] = m_profile.tables[table];
    QByteArrayList cells;
    for (const auto &source : mapping)
        cells += source.isOccurrence ? stored(qint64 { occurrence })
                                     : values[static_cast<std::size_t>(source.sourceColumn)];
    Key key;
    for (const auto column : spec.key)
        key += cells[column];
    if (spec.key.empty())
        key += QByteArray::number(++m_rowsWithoutKey);
    const auto row = rowText(cells, reading.file->name, spec.rowPerRecord ? reading.record : 0);
    const bool isNew = m_tables[table].count(key) == 0;
    if (isNew || m_duplicates == DuplicatePolicy::Update)
        m_tables[table][key] = row;
    return isNew;
}

void ReferenceImport::reject(Reading &reading, const ReferenceRecord &record,
                             const QStringList &issues)
{
    ++reading.counts.rejected;
    for (const auto &issue : issues)
        ++m_issues[issue.section(u' ', 0, 0)];
    ledger::RejectRecord rejected;
    rejected.record = reading.record;
    rejected.line = record.line;
    rejected.byte = record.byte;
    // A decoded text has no places in its file; those in the text are told then.
    const auto &dialect = reading.file->dialect;
    if (dialect.encoding == source::Encoding::Utf8 && dialect.hasByteOrderMark)
        rejected.byte += kBytesOfMark;
    rejected.raw = record.raw;
    m_content.rejects.append(rejectText(reading.file->name, rejected, issues));
}

ImportContent ReferenceImport::content() const
{
    auto content = m_content;
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        QByteArrayList rows;
        for (const auto &[key, row] : m_tables[i])
            rows += row;
        std::sort(rows.begin(), rows.end());
        content.tables.insert(m_profile.tables[i].spec.name, rows);
    }
    std::sort(content.rejects.begin(), content.rejects.end());
    return content;
}

} // namespace dockhand::fault
