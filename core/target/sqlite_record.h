// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/byte_buffer.h"
#include "core/target/target.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace dockhand::target {

/// Rows as SQLite keeps them: a header of serial types, and the values behind it ("Database File
/// Format", section 2.1, Record Format). The values are those that binding the row's cells to the
/// columns of a table made by TableStatements::create would store, after type affinity. Allocates
/// only while its buffers grow. One thread.
class SqliteRecordEncoder final
{
public:
    /// The columns that a target puts behind those of the table.
    enum class Lineage : std::uint8_t { None, ImportFile };

    explicit SqliteRecordEncoder(const profile::TableSpec &spec,
                                 Lineage lineage = Lineage::ImportFile);

    /// The column that is the row id itself (a key of one column declared INTEGER), if there is
    /// one.
    [[nodiscard]] std::optional<std::uint32_t> rowIdColumn() const { return m_rowIdColumn; }

    /// Takes in the row; the records below are its.
    void take(const RowRef &row);
    /// As the table keeps it. Holds until the next call.
    [[nodiscard]] std::string_view tableRecord();
    /// As the index of the key keeps it. Holds until the next call.
    [[nodiscard]] std::string_view keyRecord(std::int64_t rowId);

    /// Appends the images (row_image.h) of the key's cells, and of all of them.
    void appendImages(ByteBuffer &key, ByteBuffer &row);

private:
    struct Column
    {
        profile::ValueType type = profile::ValueType::Text;
        std::int64_t unit = 1; ///< 10^scale
    };
    /// What the body of a value is made of.
    enum class Body : std::uint8_t { Number, Text, Date, Timestamp };
    /// A value by its serial type; a text keeps its bytes elsewhere.
    struct Value
    {
        std::uint32_t serialType = 0;
        std::uint32_t bytes = 0; ///< of its body
        std::uint64_t bits = 0;
        const char *text = nullptr;
        Body body = Body::Number;
    };

    [[nodiscard]] static Value number(std::int64_t value);
    [[nodiscard]] static Value number(double value);
    [[nodiscard]] static Value text(std::string_view text);
    [[nodiscard]] static Value moment(Body body, std::int64_t value, std::size_t bytes);
    [[nodiscard]] static Value valueOf(const Column &column, profile::PackedRow row,
                                       std::uint32_t slot);
    void appendImage(ByteBuffer &image, std::size_t column);
    [[nodiscard]] static char *putBody(char *to, const Value &value);
    [[nodiscard]] static std::string_view encode(std::vector<char> &buffer,
                                                 std::span<const Value> values);

    std::vector<Column> m_columns;
    std::vector<int> m_key;
    bool m_hasFile;
    bool m_hasRecord;
    std::optional<std::uint32_t> m_rowIdColumn;
    std::int64_t m_rowId = 0;    ///< of the row, where a column is that
    std::vector<Value> m_values; ///< of the row: its columns and its lineage
    std::vector<Value> m_keyValues;
    std::vector<char> m_table;
    std::vector<char> m_index;
};

} // namespace dockhand::target
