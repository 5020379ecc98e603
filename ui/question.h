// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace dockhand::ui {

/// A question before something that is not undone by a click: what would be done, and whether to.
struct Question
{
    QString name; ///< of the dialog, for tests
    QString title;
    QString text;
    QString details; ///< under it; may be empty
    QString yes;     ///< what the button says that does it
    QString no;      ///< what the one says that leaves everything as it is
    /// Whether Enter does it; else it leaves everything as it is. Escape always does.
    bool isYesUsual = false;
};

/// Blocks until it is answered.
[[nodiscard]] bool isAgreedTo(const Question &question, QWidget *parent);

} // namespace dockhand::ui
