// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/row_converter.h"

#include "core/profile/order_run.h"
#include "core/profile/record_cells.h"
#include "core/profile/row_key.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <functional>

namespace dockhand::profile {

namespace {

constexpr std::size_t kLongestIssueValue = 1024;

/// Where a slot of a table's rows comes from.
struct CellStep
{
    enum class Kind : std::uint8_t {
        Field, ///< a text that is never refused: read as the row is packed
        Text,
        Number,
        Occurrence,
    };

    Kind kind = Kind::Text;
    bool isPlain = false;                ///< Field
    std::uint32_t field = 0;             ///< Field
    const ValueReader *reader = nullptr; ///< Field
    const Cell *cell = nullptr;          ///< Text, Number
};

/// How a table's rows are made.
struct TablePlan
{
    std::vector<CellStep> steps; ///< one per column of the table
    std::size_t mostCopies = 0;  ///< how often a record's bytes may stand in the row
    bool hasLineage = false;
};

/// Where `part` lies in `whole`'s bytes, or -1.
std::int64_t offsetIn(std::string_view whole, std::string_view part)
{
    const std::less_equal<const char *> notAfter;
    const bool isInside = notAfter(whole.data(), part.data())
        && notAfter(part.data() + part.size(), whole.data() + whole.size());
    return isInside ? part.data() - whole.data() : -1;
}

void appendWithLength(ByteBuffer &out, std::string_view text)
{
    const auto length = static_cast<std::uint32_t>(text.size());
    const auto before = out.size();
    out.resize(before + sizeof length + text.size());
    std::memcpy(out.data() + before, &length, sizeof length);
    std::copy_n(text.data(), text.size(), out.data() + before + sizeof length);
}

} // namespace

class RowConverter::Impl
{
public:
    Impl(const ProfileBinding &binding, const ConverterOptions &options);

    void convert(const source::RecordBlock &block, RowChunk &chunk);
    [[nodiscard]] std::size_t countBad(const source::RecordBlock &block);

    OrderRun run;

private:
    [[nodiscard]] CellStep stepFor(std::size_t column) const;
    [[nodiscard]] TablePlan planFor(const ProfileTable &table) const;
    void prepare(const source::RecordBlock &block, RowChunk &chunk);
    void convertRecord(std::uint32_t index);
    bool seek(std::uint32_t index);
    bool hasBlockIssue(std::uint32_t index);

    [[nodiscard]] std::string_view cleaned(int column) const
    {
        return m_cells.cleaned(static_cast<std::size_t>(column));
    }
    void followRun();
    [[nodiscard]] bool isFiltered() const;

    void accept(std::uint32_t index);
    [[nodiscard]] bool parentIsDue();
    void addRow(std::size_t table, std::uint32_t index);
    void addLineage(RowPacker &packer) const;
    void reject(std::uint32_t index);
    void rejectForWidth(std::uint32_t index);
    [[nodiscard]] TextSlice store(std::string_view text);

    const std::shared_ptr<const ImportProfile> m_profile;
    const ConverterOptions m_options;
    const std::uint32_t m_fieldCount;
    const std::uint32_t m_ownFields;
    RecordCells m_cells;
    std::vector<TablePlan> m_tables;
    std::vector<int> m_parentColumns; ///< what table 0 of two is made of

    // the record at hand
    const source::RecordBlock *m_block = nullptr;
    const source::RecordSpan *m_record = nullptr;
    RowChunk *m_chunk = nullptr;
    std::size_t m_nextBlockIssue = 0;
    std::int64_t m_parentRecord = 0; ///< of the group at hand; 0: not known
    std::uint32_t m_occurrence = 0;
    std::vector<CellIssue> m_issues;
    ByteBuffer m_scratch;
};

RowConverter::Impl::Impl(const ProfileBinding &binding, const ConverterOptions &options)
    : m_profile(binding.profile)
    , m_options(options)
    , m_fieldCount(static_cast<std::uint32_t>(binding.fieldCount))
    , m_ownFields(static_cast<std::uint32_t>(binding.ownFields))
    , m_cells(binding)
{
    for (const auto &table : m_profile->tables)
        m_tables.push_back(planFor(table));
    if (m_profile->tables.size() < 2)
        return;
    for (const auto &mapping : m_profile->tables.front().mapping)
        m_parentColumns.push_back(mapping.sourceColumn);
}

// Only the table that accounts for the records may make a reject of one.
TablePlan RowConverter::Impl::planFor(const ProfileTable &table) const
{
    TablePlan plan;
    std::vector<std::size_t> copies(m_profile->columns.size());
    for (const auto &mapping : table.mapping) {
        if (mapping.isOccurrence) {
            plan.steps.push_back({ CellStep::Kind::Occurrence });
            continue;
        }
        const auto column = static_cast<std::size_t>(mapping.sourceColumn);
        plan.steps.push_back(stepFor(column));
        plan.mostCopies = std::max(plan.mostCopies, ++copies[column]);
    }
    plan.hasLineage = m_options.keepsRecords && table.spec.rowPerRecord;
    plan.mostCopies += plan.hasLineage ? 1 : 0;
    return plan;
}

CellStep RowConverter::Impl::stepFor(std::size_t column) const
{
    const auto &[field, reader] = m_cells.column(column);
    if (m_cells.isFree(column))
        return { .kind = CellStep::Kind::Field,
                 .isPlain = reader.isPlain(),
                 .field = static_cast<std::uint32_t>(field),
                 .reader = &reader };
    return { .kind = reader.isText() ? CellStep::Kind::Text : CellStep::Kind::Number,
             .cell = &m_cells.cell(column) };
}

void RowConverter::Impl::convert(const source::RecordBlock &block, RowChunk &chunk)
{
    prepare(block, chunk);
    for (std::uint32_t i = 0; i < block.records.size(); ++i)
        convertRecord(i);
    chunk.recordsRead = static_cast<std::int64_t>(block.records.size());
    chunk.carryOver = run.save();
}

std::size_t RowConverter::Impl::countBad(const source::RecordBlock &block)
{
    m_block = &block;
    m_nextBlockIssue = 0;
    std::size_t bad = 0;
    for (std::uint32_t i = 0; i < block.records.size(); ++i) {
        if (!seek(i) || m_record->fieldCount != m_fieldCount) {
            ++bad;
            continue;
        }
        if (isFiltered())
            continue;
        m_cells.read(m_issues);
        bad += m_issues.empty() ? 0 : 1;
    }
    return bad;
}

// Goes to a record; false when it is broken as a whole.
bool RowConverter::Impl::seek(std::uint32_t index)
{
    m_record = &m_block->records[index];
    m_cells.setRecord(*m_block, *m_record);
    m_issues.clear();
    return !hasBlockIssue(index);
}

void RowConverter::Impl::prepare(const source::RecordBlock &block, RowChunk &chunk)
{
    m_block = &block;
    m_chunk = &chunk;
    m_nextBlockIssue = 0;
    chunk.clear();
    chunk.tables.resize(m_profile->tables.size());
    for (std::size_t i = 0; i < chunk.tables.size(); ++i) {
        auto slots = static_cast<std::uint32_t>(m_tables[i].steps.size());
        if (m_tables[i].hasLineage)
            slots += PackedRow::LineageSlots;
        chunk.tables[i].reset(slots);
    }
    chunk.blankRecords = block.blankRecords;
    chunk.end = { block.endByte, block.endRecord, block.endLine };
    chunk.prefixHash = block.prefixHash;
    chunk.isFinal = block.isFinal;
}

void RowConverter::Impl::convertRecord(std::uint32_t index)
{
    m_occurrence = 0;
    if (!seek(index)) {
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
    m_cells.read(m_issues);
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

void RowConverter::Impl::followRun()
{
    if (m_profile->groupColumn < 0)
        return;
    const auto group = cleaned(m_profile->groupColumn);
    if (group.empty())
        return;
    if (run.enter(group))
        m_parentRecord = 0;
    if (m_profile->occurrenceOf.empty())
        return;
    m_scratch.clear();
    for (const int column : m_profile->occurrenceOf) {
        const auto part = cleaned(column);
        if (part.empty())
            return;
        appendWithLength(m_scratch, part);
    }
    m_occurrence = run.count(m_scratch.view());
}

bool RowConverter::Impl::isFiltered() const
{
    if (m_options.channel.empty() || m_profile->channelColumn < 0)
        return false;
    return cleaned(m_profile->channelColumn) != m_options.channel;
}

TextSlice RowConverter::Impl::store(std::string_view text)
{
    auto &buffer = m_chunk->text;
    const TextSlice where { static_cast<std::uint32_t>(buffer.size()),
                            static_cast<std::uint32_t>(text.size()) };
    buffer.append(text);
    return where;
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
        appendWithLength(m_scratch, m_cells.field(static_cast<std::size_t>(column)));
    if (!isFirst && run.parentFields() == m_scratch.view())
        return false;
    run.giveParent(m_scratch.view());
    return true;
}

void RowConverter::Impl::accept(std::uint32_t index)
{
    const auto last = m_chunk->tables.size() - 1;
    if (last > 0 && parentIsDue()) {
        m_parentRecord = m_block->firstRecord + index;
        addRow(0, index);
    }
    addRow(last, index);
}

void RowConverter::Impl::addRow(std::size_t table, std::uint32_t index)
{
    const auto &plan = m_tables[table];
    auto &rows = m_chunk->tables[table];
    const auto *const fields = m_block->fields.data() + m_record->firstField;
    auto packer = rows.startRow(plan.mostCopies * (m_record->end - m_record->begin));
    for (const auto &step : plan.steps) {
        switch (step.kind) {
        case CellStep::Kind::Field: {
            auto text = m_block->field(fields[step.field]);
            if (!step.isPlain || !hasPlainEnds(text))
                text = step.reader->cleaned(text);
            packer.addText(text);
            break;
        }
        case CellStep::Kind::Text:
            packer.addText(step.cell->text);
            break;
        case CellStep::Kind::Number:
            packer.add(step.cell->bits, step.cell->isNull());
            break;
        case CellStep::Kind::Occurrence:
            packer.add(m_occurrence, false);
            break;
        }
    }
    if (plan.hasLineage)
        addLineage(packer);
    const auto record = m_block->firstRecord + index;
    const auto distance = record - m_parentRecord;
    const bool isKnown = m_parentRecord > 0 && distance < PackedRowHeader::kNoParent;
    rows.endRow(
        packer,
        { .file = m_options.file,
          .parent = isKnown ? static_cast<std::uint32_t>(distance) : PackedRowHeader::kNoParent,
          .record = record });
    rows.setPrefix(keyPrefix(m_profile->tables[table].spec, rows.back()));
}

void RowConverter::Impl::addLineage(RowPacker &packer) const
{
    static_assert(PackedRow::Raw == 0 && PackedRow::Line == 1 && PackedRow::Byte == 2);
    packer.addText(m_block->raw(*m_record));
    packer.add(static_cast<std::uint64_t>(m_block->firstLine + m_record->lineOffset), false);
    packer.add(static_cast<std::uint64_t>(m_block->fileByte(m_block->firstByte) + m_record->begin),
               false);
}

void RowConverter::Impl::reject(std::uint32_t index)
{
    Rejection rejection;
    rejection.record = m_block->firstRecord + index;
    rejection.line = m_block->firstLine + m_record->lineOffset;
    rejection.byte = m_block->fileByte(m_block->firstByte) + m_record->begin;
    rejection.raw = store(m_block->raw(*m_record));
    rejection.occurrence = m_occurrence;
    rejection.firstIssue = static_cast<std::uint32_t>(m_chunk->issues.size());
    for (; hasBlockIssue(index); ++m_nextBlockIssue) {
        const auto &issue = m_block->issues[m_nextBlockIssue];
        m_chunk->issues.push_back({ issue.code, -1, {}, m_block->fileByte(issue.byte) });
    }
    std::sort(m_issues.begin(), m_issues.end(),
              [](const auto &a, const auto &b) { return a.column < b.column; });
    for (const auto &issue : m_issues) {
        const auto offset = offsetIn(m_block->text, issue.value);
        const auto byte = offset < 0 ? -1 : m_block->fileByte(m_block->firstByte + offset);
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
    const auto count = m_record->fieldCount - std::min(m_ownFields, m_record->fieldCount);
    const auto end = std::to_chars(found.data(), found.data() + found.size(), count);
    m_issues.push_back(
        { code, 0, -1, { found.data(), static_cast<std::size_t>(end.ptr - found.data()) } });
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

std::size_t RowConverter::countBad(const source::RecordBlock &block)
{
    return m_impl->countBad(block);
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
