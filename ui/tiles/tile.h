// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

/// A card with a small label, a large figure and a line below. Its width does not follow its text.
class Tile final : public QFrame
{
    Q_OBJECT

public:
    explicit Tile(const QString &name, QWidget *parent = nullptr);

    void setText(const TileText &text);
    [[nodiscard]] const TileText &text() const { return m_text; }

private:
    TileText m_text;
    QLabel *m_label;
    QLabel *m_figure;
    QLabel *m_line;
};

} // namespace dockhand::ui
