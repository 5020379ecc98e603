// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QFrame>
#include <QLabel>

namespace dockhand::ui {

/// What a tile says: one figure and one line that explains it.
struct TileText
{
    QString label;
    QString figure;
    QString line;

    friend bool operator==(const TileText &, const TileText &) = default;
};

/// A card with a small label, a large figure and a line below. Its width does not follow its text:
/// a figure without enough room becomes smaller, the line may take a second row.
class Tile final : public QFrame
{
    Q_OBJECT

public:
    Tile(const QString &name, const Theme &theme, QWidget *parent = nullptr);

    void setText(const TileText &text);
    [[nodiscard]] const TileText &text() const { return m_text; }
    /// Rows kept for the line, whether it needs them or not: nothing below moves.
    void setLineRows(int rows);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    const Theme &m_theme;
    TileText m_text;
    QLabel *m_label;
    QLabel *m_figure;
    QLabel *m_line;
    int m_lineRows = 1;
    qreal m_figureSize = 0;
};

} // namespace dockhand::ui
