// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace dockhand::ui {

/// An entry of the sidebar: icon if any, word, count at the right.
class SidebarDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int kCountRole = Qt::UserRole + 1;

    explicit SidebarDelegate(const Theme &theme, QObject *parent = nullptr);

    /// What an entry with this text and count needs so that neither is cut.
    [[nodiscard]] static int widthFor(const Theme &theme, const QString &text,
                                      const QString &count);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace dockhand::ui
