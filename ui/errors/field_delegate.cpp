// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/field_delegate.h"

#include <QLineEdit>

namespace dockhand::ui {

using namespace Qt::StringLiterals;

void FieldDelegate::commitOpen()
{
    if (m_editor) {
        Q_EMIT commitData(m_editor);
        Q_EMIT closeEditor(m_editor);
    }
}

QWidget *FieldDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                     const QModelIndex &index) const
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(u"fieldEdit"_s);
    edit->setProperty("role", u"cell"_s);
    edit->setAccessibleName(index.siblingAtColumn(0).data().toString());
    edit->setAccessibleDescription(index.siblingAtColumn(2).data().toString());
    edit->setFont(theme().bodyFont());
    m_editor = edit;
    auto *self = const_cast<FieldDelegate *>(this); // its signals are not const, this method is
    connect(edit, &QLineEdit::textEdited, self, [self, edit] { Q_EMIT self->commitData(edit); });
    return edit;
}

void FieldDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *edit = static_cast<QLineEdit *>(editor);
    const QString value = index.data(Qt::EditRole).toString();
    if (edit->text() != value) { // else the cursor stays where it is
        edit->setText(value);
    }
}

void FieldDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                         const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(0, 0, 0, -1));
}

} // namespace dockhand::ui
