// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/text_table.h"

#include <algorithm>

namespace dockhand::cli {

TextTable::TextTable(QStringList header, int firstRight)
    : m_firstRight(firstRight)
    , m_rows { std::move(header) }
{
}

void TextTable::add(const QStringList &row)
{
    m_rows.push_back(row);
}

QString TextTable::toString() const
{
    std::vector<qsizetype> widths(static_cast<std::size_t>(m_rows.front().size()));
    for (const auto &row : m_rows) {
        for (std::size_t i = 0; i < widths.size(); ++i)
            widths[i] = std::max(widths[i], row.value(static_cast<qsizetype>(i)).size());
    }
    QString text;
    for (const auto &row : m_rows) {
        QString line;
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const auto cell = row.value(static_cast<qsizetype>(i));
            const bool isRight = static_cast<int>(i) >= m_firstRight;
            line += QStringLiteral("  ");
            line += isRight ? cell.rightJustified(widths[i]) : cell.leftJustified(widths[i]);
        }
        while (line.endsWith(QLatin1Char(' ')))
            line.chop(1);
        text += line + QLatin1Char('\n');
    }
    return text;
}

} // namespace dockhand::cli
