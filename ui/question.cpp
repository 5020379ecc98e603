// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace dockhand::ui {

bool isAgreedTo(const Question &question, QWidget *parent)
{
    QMessageBox box(QMessageBox::Question, question.title, question.text, QMessageBox::NoButton,
                    parent);
    box.setObjectName(question.name);
    box.setInformativeText(question.details);
    QPushButton *yes = box.addButton(question.yes, QMessageBox::AcceptRole);
    QPushButton *no = box.addButton(question.no, QMessageBox::RejectRole);
    QPushButton *usual = question.isYesUsual ? yes : no;
    box.setDefaultButton(usual);
    box.setEscapeButton(no);
    usual->setFocus(); // else Enter presses the first button of the row, whichever is the default
    box.exec();
    return box.clickedButton() == yes;
}

} // namespace dockhand::ui
