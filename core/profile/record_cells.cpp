// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/record_cells.h"

namespace dockhand::profile {

RecordCells::RecordCells(const ProfileBinding &binding)
    : m_cells(binding.profile->columns.size())
{
    const auto &columns = binding.profile->columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        m_columns.push_back({ binding.fieldOfColumn[i], ValueReader(columns[i]) });
    for (std::uint32_t i = 0; i < m_columns.size(); ++i) {
        const auto &[field, reader] = m_columns[i];
        if (isFree(i))
            continue;
        if (field >= 0 && reader.isPlain())
            m_plainColumns.push_back(
                { static_cast<std::uint32_t>(field), i, &reader, &m_cells[i] });
        else
            m_otherColumns.push_back(i);
    }
}

// What most fields need is done right here; the rest of the columns and fields take the long way.
void RecordCells::read(std::vector<CellIssue> &issues)
{
    const auto &block = *m_block;
    const auto *const fields = block.fields.data() + m_record->firstField;
    for (const auto &plain : m_plainColumns) {
        const auto text = block.field(fields[plain.field]);
        plain.cell->text = text;
        if (!hasPlainEnds(text) || !plain.reader->readPlain(text, plain.cell->bits))
            readOne(plain.column, issues);
    }
    for (const auto column : m_otherColumns)
        readOne(column, issues);
}

void RecordCells::readOne(std::uint32_t index, std::vector<CellIssue> &issues)
{
    const auto &column = m_columns[index];
    const auto text = field(index);
    auto &cell = m_cells[index];
    if (column.reader.readInPlace(text, cell))
        return;
    if (const auto issue = column.reader.readWithCare(cell))
        issues.push_back({ *issue, index, column.field, text });
}

} // namespace dockhand::profile
