// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/recogniser.h"
#include "core/profile/value_reader.h"
#include "core/source/record_block.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace dockhand::profile {

/// An issue found in a cell; its value is still a view into the block.
struct CellIssue
{
    ErrorCode code = ErrorCode::ValueRequired;
    std::uint32_t column = 0; ///< of the profile
    std::int32_t field = -1;  ///< of the file
    std::string_view value;   ///< the field as it stands there
};

/// The columns of a profile as they stand in one record after the other. Texts that are never
/// refused get no cell: whoever wants them takes them from their field (`isFree`). No allocation
/// per record once warm. One caller at a time.
class RecordCells final
{
public:
    /// How a column of the profile is read.
    struct Column
    {
        int field = -1; ///< -1: not in this file
        ValueReader reader;
    };

    explicit RecordCells(const ProfileBinding &binding);
    Q_DISABLE_COPY_MOVE(RecordCells) // there are pointers to cells and columns
    ~RecordCells() = default;

    [[nodiscard]] const Column &column(std::size_t index) const { return m_columns[index]; }
    [[nodiscard]] bool isFree(std::size_t index) const
    {
        return m_columns[index].field >= 0 && m_columns[index].reader.takesAll();
    }
    /// Set by `read`, where the column is not free. Stays where it is.
    [[nodiscard]] const Cell &cell(std::size_t index) const { return m_cells[index]; }

    /// The record that is meant from here on; block and record must stay as long as it is.
    void setRecord(const source::RecordBlock &block, const source::RecordSpan &record)
    {
        m_block = &block;
        m_record = &record;
    }

    /// Of the record, which needs to have the field.
    [[nodiscard]] std::string_view field(std::size_t index) const
    {
        const auto place = m_columns[index].field;
        return place < 0 ? std::string_view()
                         : m_block->field(*m_record, static_cast<std::uint32_t>(place));
    }
    [[nodiscard]] std::string_view cleaned(std::size_t index) const
    {
        return m_columns[index].reader.cleaned(field(index));
    }

    /// Reads every column that may be refused and adds what is wrong, in no certain order. The
    /// record has all fields.
    void read(std::vector<CellIssue> &issues);

private:
    /// A column whose fields are mostly values as they stand.
    struct Plain
    {
        std::uint32_t field = 0;
        std::uint32_t column = 0;
        const ValueReader *reader = nullptr;
        Cell *cell = nullptr;
    };

    void readOne(std::uint32_t index, std::vector<CellIssue> &issues);

    std::vector<Column> m_columns;
    std::vector<Plain> m_plainColumns;
    std::vector<std::uint32_t> m_otherColumns;
    std::vector<Cell> m_cells; ///< one per column
    const source::RecordBlock *m_block = nullptr;
    const source::RecordSpan *m_record = nullptr;
};

} // namespace dockhand::profile
