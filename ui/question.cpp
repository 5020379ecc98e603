// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/question.h"

#include <QEvent>
#include <QMessageBox>
#include <QPushButton>

namespace dockhand::ui {

namespace {

/// Keeps the focus on the usual answer when the style changes while the question is open: its
/// buttons are laid out anew then, and Qt gives the focus to the first of the row.
class QuestionBox final : public QMessageBox
{
public:
    using QMessageBox::QMessageBox;

    void setUsual(QPushButton *usual)
    {
        setDefaultButton(usual);
        m_usual = usual;
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QMessageBox::changeEvent(event);
        if (event->type() == QEvent::StyleChange && m_usual) {
            QMetaObject::invokeMethod(
                m_usual, [this] { m_usual->setFocus(); }, Qt::QueuedConnection);
        }
    }

private:
    QPushButton *m_usual = nullptr;
};

} // namespace

bool isAgreedTo(const Question &question, QWidget *parent)
{
    QuestionBox box(QMessageBox::Question, question.title, question.text, QMessageBox::NoButton,
                    parent);
    box.setObjectName(question.name);
    box.setInformativeText(question.details);
    QPushButton *yes = box.addButton(question.yes, QMessageBox::AcceptRole);
    QPushButton *no = box.addButton(question.no, QMessageBox::RejectRole);
    box.setUsual(question.isYesUsual ? yes : no);
    box.setEscapeButton(no);
    box.exec();
    return box.clickedButton() == yes;
}

} // namespace dockhand::ui
