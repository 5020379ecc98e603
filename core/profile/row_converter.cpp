// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_converter.h"

#include "core/profile/order_run.h"
#include "core/profile/value_reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <functional>

namespace dockhand::profile {

namespace {

constexpr std::size_t kLongestIssueValue = 1024;
constexpr std::size_t kRoomForIssues = 256;

/// How a column of the file is read: where it stands and into what.
struct ColumnPlan
{
    int field = -1;        ///< -1: not in this file
    bool isStored = false; ///< some table takes it
    ValueReader reader;
};

/// An issue found in the record at hand; its value is still a view into the block.
struct PendingIssue
{
    ErrorCode code;
    std::int32_t field;
    std::string_view value;
};

/// True when `part` lies inside `whole`'s bytes.
bool liesIn(std::string_view whole, std::string_view part)
{
    const std::less_equal<const char *> notAfter;
    return notAfter(whole.data(), part.data())
        && notAfter(part.data() + part.size(), whole.data() + whole.size());
}

void appendWithLength(std::string &out, std::string_view text)
{
    const auto length = static_cast<std::uint32_t>(text.size());
    std::array<char, sizeof length> bytes {};
    std::memcpy(bytes.data(), &length, sizeof length);
    out.append(bytes.data(), bytes.size());
    out.append(text);
}

} // namespace

class RowConverter::Impl
{
public:
    Impl(const ProfileBinding &binding, const ConverterOptions &options);

    void convert(const source::RecordBlock &block, RowChunk &chunk);

    OrderRun run;

private:
    void prepare(const source::RecordBlock &block, RowChunk &chunk);
    void convertRecord(std::uint32_t index);
    bool hasBlockIssue(std::uint32_t index);

    [[nodiscard]] std::string_view field(const ColumnPlan &column) const;
    [[nodiscard]] std::string_view cleaned(int column) const;
    void followRun();
    [[nodiscard]] bool isFiltered() const;
    void readCells();

    void accept(std::uint32_t index);
    void storeTexts();
    [[nodiscard]] bool parentIsDue();
    void addRow(std::size_t table, PackedRows::Header header);
    void reject(std::uint32_t index);
    void rejectForWidth(std::uint32_t index);
    [[nodiscard]] TextSlice store(std::string_view text);

    const std::shared_ptr<const ImportProfile> m_profile;
    const ConverterOptions m_options;
    const std::uint32_t m_fieldCount;
    std::vector<ColumnPlan> m_columns;
    std::vector<int> m_parentColumns; ///< what table 0 of two is made of

    // the record at hand
    const source::RecordBlock *m_block = nullptr;
    const source::RecordSpan *m_record = nullptr;
    RowChunk *m_chunk = nullptr;
    std::size_t m_nextBlockIssue = 0;
    std::uint32_t m_parentRow = RowChunk::kNoParent;
    std::uint32_t m_occurrence = 0;
    std::vector<Cell> m_cells; ///< one per column of the profile
    std::vector<PendingIssue> m_issues;
    std::string m_scratch;
};

RowConverter::Impl::Impl(const ProfileBinding &binding, const ConverterOptions &options)
    : m_profile(binding.profile)
    , m_options(options)
    , m_fieldCount(static_cast<std::uint32_t>(binding.fieldCount))
    , m_cells(binding.profile->columns.size())
{
    for (std::size_t i = 0; i < m_profile->columns.size(); ++i)
        m_columns.push_back(
            { binding.fieldOfColumn[i], false, ValueReader(m_profile->columns[i]) });
    for (const auto &table : m_profile->tables) {
        for (const auto &mapping : table.mapping) {
            if (!mapping.isOccurrence)
                m_columns[static_cast<std::size_t>(mapping.sourceColumn)].isStored = true;
        }
    }
    if (m_profile->tables.size() < 2)
        return;
    for (const auto &mapping : m_profile->tables.front().mapping)
        m_parentColumns.push_back(mapping.sourceColumn);
}

void RowConverter::Impl::convert(const source::RecordBlock &block, RowChunk &chunk)
{
    prepare(block, chunk);
    for (std::uint32_t i = 0; i < block.records.size(); ++i)
        convertRecord(i);
    chunk.recordsRead = static_cast<std::int64_t>(block.records.size());
    chunk.carryOver = run.save();
}

void RowConverter::Impl::prepare(const source::RecordBlock &block, RowChunk &chunk)
{
    m_block = &block;
    m_chunk = &chunk;
    m_nextBlockIssue = 0;
    m_parentRow = RowChunk::kNoParent; // a parent given before is in an earlier chunk
    chunk.clear();
    chunk.tables.resize(m_profile->tables.size());
    for (std::size_t i = 0; i < chunk.tables.size(); ++i) {
        chunk.tables[i].reset(static_cast<std::uint32_t>(m_profile->tables[i].spec.columns.size()));
        chunk.tables[i].reserve(static_cast<std::uint32_t>(block.records.size()));
    }
    // One copy of the block: cells, values of issues and raw records are slices of it.
    chunk.text.reserve(block.text.size() + block.arena.size() + kRoomForIssues);
    chunk.text.append(block.text);
    chunk.text.append(block.arena.view());
    chunk.places.reserve(block.records.size());
    for (const auto &record : block.records)
        chunk.places.push_back({ record.begin, record.end, record.lineOffset });
    chunk.firstLine = block.firstLine;
    chunk.firstByte = block.firstByte;
    chunk.firstRecord = block.firstRecord;
    chunk.blankRecords = block.blankRecords;
    chunk.end = { block.endByte, block.endRecord, block.endLine };
    chunk.prefixHash = block.prefixHash;
    chunk.isFinal = block.isFinal;
}

void RowConverter::Impl::convertRecord(std::uint32_t index)
{
    m_record = &m_block->records[index];
    m_issues.clear();
    if (hasBlockIssue(index)) {
        reject(index);
        return;
    }
    if (m_record->fieldCount >= m_fieldCount)
        followRun(); // with more fields, too: order and SKU can be read
    if (m_record->fieldCount != m_fieldCount) {
        rejectForWidth(index);
        return;
    }
    if (isFiltered()) {
        ++m_chunk->filtered;
        return;
    }
    readCells();
    if (m_issues.empty())
        accept(index);
    else
        reject(index);
}

bool RowConverter::Impl::hasBlockIssue(std::uint32_t index)
{
    const auto &issues = m_block->issues;
    while (m_nextBlockIssue < issues.size() && issues[m_nextBlockIssue].record < index)
        ++m_nextBlockIssue;
    return m_nextBlockIssue < issues.size() && issues[m_nextBlockIssue].record == index;
}

std::string_view RowConverter::Impl::field(const ColumnPlan &column) const
{
    if (column.field < 0)
        return {};
    return m_block->field(*m_record, static_cast<std::uint32_t>(column.field));
}

std::string_view RowConverter::Impl::cleaned(int column) const
{
    const auto &plan = m_columns[static_cast<std::size_t>(column)];
    return plan.reader.cleaned(field(plan));
}

void RowConverter::Impl::followRun()
{
    m_occurrence = 0;
    if (m_profile->groupColumn < 0)
        return;
    const auto group = cleaned(m_profile->groupColumn);
    if (group.empty())
        return;
    if (run.enter(group))
        m_parentRow = RowChunk::kNoParent;
    if (m_profile->occurrenceOf.empty())
        return;
    m_scratch.clear();
    for (const int column : m_profile->occurrenceOf) {
        const auto part = cleaned(column);
        if (part.empty())
            return;
        appendWithLength(m_scratch, part);
    }
    m_occurrence = run.count(m_scratch);
}

bool RowConverter::Impl::isFiltered() const
{
    if (m_options.channel.empty() || m_profile->channelColumn < 0)
        return false;
    return cleaned(m_profile->channelColumn) != m_options.channel;
}

void RowConverter::Impl::readCells()
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const auto &column = m_columns[i];
        const auto text = field(column);
        if (const auto issue = column.reader.read(text, m_cells[i]))
            m_issues.push_back({ *issue, column.field, text });
    }
}

// Text of the block is in the chunk already; anything else is appended.
TextSlice RowConverter::Impl::store(std::string_view text)
{
    const auto length = static_cast<std::uint32_t>(text.size());
    if (text.empty())
        return {};
    if (liesIn(m_block->text, text))
        return { static_cast<std::uint32_t>(text.data() - m_block->text.data()), length };
    const auto arena = m_block->arena.view();
    if (liesIn(arena, text)) {
        const auto offset
            = m_block->text.size() + static_cast<std::size_t>(text.data() - arena.data());
        return { static_cast<std::uint32_t>(offset), length };
    }
    auto &buffer = m_chunk->text;
    const TextSlice where { static_cast<std::uint32_t>(buffer.size()), length };
    buffer.append(text);
    return where;
}

void RowConverter::Impl::storeTexts()
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        auto &cell = m_cells[i];
        if (m_columns[i].isStored && m_columns[i].reader.type() == ValueType::Text && !cell.isNull)
            cell.bits = std::bit_cast<std::uint64_t>(store(cell.text));
    }
}

bool RowConverter::Impl::parentIsDue()
{
    const bool isFirst = !run.parentGiven();
    if (m_options.duplicates != DuplicatePolicy::Update) {
        if (isFirst)
            run.giveParent({});
        return isFirst;
    }
    m_scratch.clear();
    for (const int column : m_parentColumns)
        appendWithLength(m_scratch, field(m_columns[static_cast<std::size_t>(column)]));
    if (!isFirst && run.parentFields() == m_scratch)
        return false;
    run.giveParent(m_scratch);
    return true;
}

void RowConverter::Impl::accept(std::uint32_t index)
{
    storeTexts();
    auto &tables = m_chunk->tables;
    if (tables.size() > 1 && parentIsDue()) {
        m_parentRow = tables.front().size();
        addRow(0, { index, m_parentRow });
    }
    const auto last = tables.size() - 1;
    addRow(last, { index, last == 0 ? tables.front().size() : m_parentRow });
}

void RowConverter::Impl::addRow(std::size_t table, PackedRows::Header header)
{
    auto &rows = m_chunk->tables[table];
    const auto &mapping = m_profile->tables[table].mapping;
    const auto row = rows.append(header);
    for (std::uint32_t i = 0; i < mapping.size(); ++i) {
        if (mapping[i].isOccurrence) {
            rows.setInteger(row, i, m_occurrence);
            continue;
        }
        const auto &cell = m_cells[static_cast<std::size_t>(mapping[i].sourceColumn)];
        if (!cell.isNull)
            rows.setInteger(row, i, static_cast<std::int64_t>(cell.bits));
    }
}

void RowConverter::Impl::reject(std::uint32_t index)
{
    Rejection rejection;
    rejection.record = m_block->firstRecord + index;
    rejection.line = m_block->firstLine + m_record->lineOffset;
    rejection.byte = m_block->firstByte + m_record->begin;
    rejection.raw = store(m_block->raw(*m_record));
    rejection.firstIssue = static_cast<std::uint32_t>(m_chunk->issues.size());
    for (; hasBlockIssue(index); ++m_nextBlockIssue) {
        const auto &issue = m_block->issues[m_nextBlockIssue];
        m_chunk->issues.push_back({ issue.code, -1, {}, issue.byte });
    }
    for (const auto &issue : m_issues) {
        const bool isInText = liesIn(m_block->text, issue.value);
        const auto byte
            = isInText ? m_block->firstByte + (issue.value.data() - m_block->text.data()) : -1;
        m_chunk->issues.push_back({ issue.code, issue.field,
                                    store(cutAtCharacter(issue.value, kLongestIssueValue)), byte });
    }
    rejection.issueCount
        = static_cast<std::uint32_t>(m_chunk->issues.size()) - rejection.firstIssue;
    m_chunk->rejects.push_back(rejection);
}

void RowConverter::Impl::rejectForWidth(std::uint32_t index)
{
    const auto code = m_record->fieldCount < m_fieldCount ? ErrorCode::RowTooFewColumns
                                                          : ErrorCode::RowTooManyColumns;
    std::array<char, 12> found {};
    const auto end = std::to_chars(found.data(), found.data() + found.size(), m_record->fieldCount);
    m_issues.push_back(
        { code, -1, { found.data(), static_cast<std::size_t>(end.ptr - found.data()) } });
    reject(index);
}

RowConverter::RowConverter(const ProfileBinding &binding, const ConverterOptions &options)
    : m_impl(std::make_unique<Impl>(binding, options))
{
}

RowConverter::~RowConverter() = default;

void RowConverter::convert(const source::RecordBlock &block, RowChunk &chunk)
{
    m_impl->convert(block, chunk);
}

QByteArray RowConverter::saveState() const
{
    return m_impl->run.save();
}

Result<void> RowConverter::restoreState(const QByteArray &state)
{
    if (m_impl->run.restore(state))
        return {};
    return failure(
        ErrorCode::DbLedgerDamaged,
        { QCoreApplication::translate("RowConverter", "the state of a half-read file") });
}

} // namespace dockhand::profile
