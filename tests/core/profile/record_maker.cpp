// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/profile/record_maker.h"

namespace dockhand::test {

namespace {

std::string writtenField(const std::string &field)
{
    if (field.find_first_of(",\"\n") == std::string::npos)
        return field;
    std::string written = "\"";
    for (const char c : field)
        written += c == '"' ? std::string("\"\"") : std::string(1, c);
    return written + '"';
}

} // namespace

RecordMaker::RecordMaker(std::vector<MadeRecord> records)
    : m_records(std::move(records))
{
}

std::string RecordMaker::rawText(const MadeRecord &record)
{
    std::string raw;
    for (std::size_t i = 0; i < record.fields.size(); ++i)
        raw += (i == 0 ? "" : ",") + writtenField(record.fields[i]);
    return raw;
}

void RecordMaker::addField(const std::string &field)
{
    const auto written = writtenField(field);
    source::FieldSpan span;
    span.length = static_cast<std::uint32_t>(field.size());
    if (field.find('"') != std::string::npos) {
        span.begin = static_cast<std::uint32_t>(m_block.arena.size()) | source::FieldSpan::kInArena;
        m_block.arena.append(field);
    } else {
        span.begin = static_cast<std::uint32_t>(m_text.size() + (written == field ? 0 : 1));
    }
    m_text.append(written);
    m_block.fields.push_back(span);
}

const source::RecordBlock &RecordMaker::block(std::size_t from, std::size_t to)
{
    m_block = {};
    m_text.clear();
    std::int64_t firstByte = 100; // a header stands before
    for (std::size_t i = 0; i < from; ++i)
        firstByte += static_cast<std::int64_t>(rawText(m_records[i]).size()) + 1;
    for (auto i = from; i < to; ++i) {
        source::RecordSpan span;
        span.firstField = static_cast<std::uint32_t>(m_block.fields.size());
        span.fieldCount = static_cast<std::uint32_t>(m_records[i].fields.size());
        span.begin = static_cast<std::uint32_t>(m_text.size());
        span.lineOffset = static_cast<std::uint32_t>(i - from);
        span.hasIssue = m_records[i].issue.has_value();
        for (std::size_t field = 0; field < m_records[i].fields.size(); ++field) {
            if (field > 0)
                m_text.append(",");
            addField(m_records[i].fields[field]);
        }
        span.end = static_cast<std::uint32_t>(m_text.size());
        m_text.append("\n");
        if (span.hasIssue)
            m_block.issues.push_back({ static_cast<std::uint32_t>(i - from), *m_records[i].issue,
                                       firstByte + span.begin });
        m_block.records.push_back(span);
    }
    m_block.text = m_text.view();
    m_block.firstRecord = static_cast<std::int64_t>(from) + 1;
    m_block.firstLine = static_cast<std::int64_t>(from) + 2;
    m_block.firstByte = firstByte;
    m_block.endRecord = static_cast<std::int64_t>(to);
    m_block.endLine = static_cast<std::int64_t>(to) + 2;
    m_block.endByte = firstByte + static_cast<std::int64_t>(m_text.size());
    m_block.prefixHash = QByteArray::number(m_block.endByte);
    m_block.isFinal = to == m_records.size();
    return m_block;
}

} // namespace dockhand::test
