// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace dockhand::cli {

/// Columns of text for people, aligned with spaces.
class TextTable final
{
public:
    /// Columns from `firstRight` on hold numbers and are aligned to the right.
    TextTable(QStringList header, int firstRight);

    void add(const QStringList &row);
    /// Two spaces before each line, a line break behind it.
    [[nodiscard]] QString toString() const;

private:
    int m_firstRight;
    std::vector<QStringList> m_rows;
};

} // namespace dockhand::cli
