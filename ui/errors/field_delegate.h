// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/queue/row_delegate.h"

#include <QPointer>

namespace dockhand::ui {

/// Draws a field of a record and lets it be typed anew; what is typed counts at once.
class FieldDelegate final : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    /// Takes over what is being typed, if anything is.
    void commitOpen();

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

private:
    mutable QPointer<QWidget> m_editor; ///< the view makes it by a method that changes nothing
};

} // namespace dockhand::ui
