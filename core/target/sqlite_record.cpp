// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/target/sqlite_record.h"

#include "core/target/cell_text.h"
#include "core/target/row_image.h"
#include "core/target/sqlite_format.h"

#include <bit>
#include <cstring>

namespace dockhand::target {

using profile::ValueType;

namespace {

// Serial types; 0 is NULL.
constexpr std::uint32_t kReal = 7;
constexpr std::uint64_t kZero = 8; ///< and 9 is the number one
constexpr std::uint32_t kFirstText = 13;

/// Bytes of a number's body by its serial type.
constexpr std::array<std::uint8_t, 10> kNumberBytes { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

std::uint64_t integerType(std::int64_t value)
{
    if (value == 0 || value == 1)
        return kZero + static_cast<std::uint64_t>(value);
    const auto magnitude = static_cast<std::uint64_t>(value < 0 ? ~value : value);
    const auto bits = 65 - std::countl_zero(magnitude); // with the sign
    if (bits <= 32)
        return static_cast<std::uint64_t>((bits + 7) / 8);
    return bits <= 48 ? 5 : 6;
}

/// Behind what is written there must be room for kSlack bytes, behind what is read that many
/// readable ones (as ByteBuffer has): short values are copied without a look at their length.
constexpr std::size_t kSlack = 32;

char *putNumber(char *to, std::uint64_t bits, std::size_t bytes)
{
    const auto left = bytes == 0 ? 0 : bits << (64 - 8 * bytes);
    std::array<char, 8> bigEndian {};
    for (std::size_t i = 0; i < bigEndian.size(); ++i) // one instruction to the compiler
        bigEndian[i] = static_cast<char>(left >> (56 - 8 * i) & 0xFFU);
    std::memcpy(to, bigEndian.data(), bigEndian.size());
    return to + bytes;
}

char *putText(char *to, const char *text, std::size_t bytes)
{
    std::memcpy(to, text, kSlack);
    for (auto done = kSlack; done < bytes; done += kSlack)
        std::memcpy(to + done, text + done, kSlack);
    return to + bytes;
}

} // namespace

SqliteRecordEncoder::SqliteRecordEncoder(const profile::TableSpec &spec, Lineage lineage)
    : m_columns(spec.columns.size())
    , m_key(spec.key)
    , m_hasFile(lineage == Lineage::ImportFile)
    , m_hasRecord(m_hasFile && spec.rowPerRecord)
    , m_values(spec.columns.size() + (m_hasFile ? 1 : 0) + (m_hasRecord ? 1 : 0))
    , m_keyValues(spec.key.size() + 1)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        m_columns[i].type = spec.columns[i].type;
        m_columns[i].unit = powerOfTen(spec.columns[i].scale);
    }
    if (m_key.size() != 1)
        return;
    const auto only = static_cast<std::uint32_t>(m_key.front());
    if (m_columns[only].type == ValueType::Integer || m_columns[only].type == ValueType::Boolean)
        m_rowIdColumn = only;
}

SqliteRecordEncoder::Value SqliteRecordEncoder::number(std::int64_t value)
{
    const auto type = integerType(value);
    return { static_cast<std::uint32_t>(type), kNumberBytes[type],
             static_cast<std::uint64_t>(value), nullptr };
}

SqliteRecordEncoder::Value SqliteRecordEncoder::number(double value)
{
    return { kReal, sizeof value, std::bit_cast<std::uint64_t>(value), nullptr };
}

SqliteRecordEncoder::Value SqliteRecordEncoder::text(std::string_view text)
{
    const auto bytes = static_cast<std::uint32_t>(text.size()); // of a record of 16 MiB at most
    return { kFirstText + 2 * bytes, bytes, 0, text.data(), Body::Text };
}

SqliteRecordEncoder::Value SqliteRecordEncoder::moment(Body body, std::int64_t value,
                                                       std::size_t bytes)
{
    const auto size = static_cast<std::uint32_t>(bytes);
    return { kFirstText + 2 * size, size, static_cast<std::uint64_t>(value), nullptr, body };
}

SqliteRecordEncoder::Value SqliteRecordEncoder::valueOf(const Column &column,
                                                        profile::PackedRow row, std::uint32_t slot)
{
    if (row.isNull(slot))
        return {};
    switch (column.type) {
    case ValueType::Text:
        return text(row.text(slot));
    case ValueType::Integer:
    case ValueType::Boolean:
        return number(row.integer(slot));
    case ValueType::Decimal: {
        const auto scaled = row.integer(slot);
        const auto whole = scaled / column.unit;
        if (whole * column.unit == scaled)
            return number(whole);
        return number(static_cast<double>(scaled) / static_cast<double>(column.unit));
    }
    case ValueType::Real:
        return number(row.real(slot));
    case ValueType::Date:
        return moment(Body::Date, row.integer(slot), dateTextBytes(row.integer(slot)));
    case ValueType::Timestamp:
        return moment(Body::Timestamp, row.integer(slot), timestampTextBytes(row.integer(slot)));
    }
    return {};
}

void SqliteRecordEncoder::take(const RowRef &row)
{
    const auto columns = static_cast<std::uint32_t>(m_columns.size());
    for (std::uint32_t slot = 0; slot < columns; ++slot)
        m_values[slot] = valueOf(m_columns[slot], row.row, slot);
    if (m_hasFile)
        m_values[columns] = number(row.fileId);
    if (m_hasRecord)
        m_values[columns + 1] = number(row.row.header().record);
    if (m_rowIdColumn) {
        m_values[*m_rowIdColumn] = {}; // it stands before the record, not in it
        m_rowId = row.row.integer(*m_rowIdColumn);
    }
}

void SqliteRecordEncoder::appendImage(ByteBuffer &image, std::size_t column)
{
    const auto &value = m_values[column];
    CellBuffer moment {};
    ImageCell cell;
    if (m_rowIdColumn == column) {
        cell.kind = ImageCell::Kind::Integer;
        cell.integer = m_rowId;
    } else if (value.body == Body::Text) {
        cell.kind = ImageCell::Kind::Text;
        cell.text = { value.text, value.bytes };
    } else if (value.body != Body::Number) {
        const auto *const end = putBody(moment.data(), value);
        cell.kind = ImageCell::Kind::Text;
        cell.text = { moment.data(), static_cast<std::size_t>(end - moment.data()) };
    } else if (value.serialType == kReal) {
        cell.kind = ImageCell::Kind::Real;
        cell.real = std::bit_cast<double>(value.bits);
    } else if (value.serialType != 0) {
        cell.kind = ImageCell::Kind::Integer;
        cell.integer = static_cast<std::int64_t>(value.bits);
    }
    appendCell(image, cell);
}

void SqliteRecordEncoder::appendImages(ByteBuffer &key, ByteBuffer &row)
{
    for (const auto column : m_key)
        appendImage(key, static_cast<std::size_t>(column));
    for (std::size_t column = 0; column < m_values.size(); ++column)
        appendImage(row, column);
}

char *SqliteRecordEncoder::putBody(char *to, const Value &value)
{
    switch (value.body) {
    case Body::Number:
        return putNumber(to, value.bits, value.bytes);
    case Body::Text:
        return putText(to, value.text, value.bytes);
    case Body::Date:
        return putDateText(to, static_cast<std::int64_t>(value.bits));
    case Body::Timestamp:
        return putTimestampText(to, static_cast<std::int64_t>(value.bits));
    }
    return to;
}

std::string_view SqliteRecordEncoder::encode(std::vector<char> &buffer,
                                             std::span<const Value> values)
{
    std::size_t header = values.size();
    std::size_t body = 0;
    for (const auto &value : values) {
        body += value.bytes;
        if (value.serialType >= 0x80U)
            header += varintSize(value.serialType) - 1;
    }
    // The header's size counts itself.
    const auto headerSize = header + 1 < 0x80U ? header + 1 : header + varintSize(header + 2);
    const auto size = headerSize + body;
    if (buffer.size() < size + kSlack)
        buffer.resize(2 * size + kSlack);
    auto *types = putVarint(buffer.data(), headerSize);
    for (const auto &value : values)
        types = putVarint(types, value.serialType);
    auto *at = types;
    for (const auto &value : values)
        at = putBody(at, value);
    return { buffer.data(), size };
}

std::string_view SqliteRecordEncoder::tableRecord()
{
    return encode(m_table, m_values);
}

std::string_view SqliteRecordEncoder::keyRecord(std::int64_t rowId)
{
    for (std::size_t i = 0; i < m_key.size(); ++i)
        m_keyValues[i] = m_values[static_cast<std::size_t>(m_key[i])];
    m_keyValues.back() = number(rowId);
    return encode(m_index, m_keyValues);
}

} // namespace dockhand::target
