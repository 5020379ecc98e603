// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/format.h"
#include "ui/queue/queue_row.h"
#include "ui/theme/theme_colors.h"

#include <QCoreApplication>
#include <QString>

namespace dockhand::ui {

/// How a file's state is told: a word, an icon and a tone, always together.
struct StateLook
{
    QString word;
    QString icon;                 ///< name in resources/icons
    Tone tone = Tone::Normal;     ///< of icon and bar
    Tone textTone = Tone::Normal; ///< of the word
    bool strong = false;          ///< someone has to look at it
};

/// The words for states and groups.
class StateWords final
{
    Q_DECLARE_TR_FUNCTIONS(StateWords)

public:
    [[nodiscard]] static StateLook look(const QueueRow &row, const Format &format);
    [[nodiscard]] static StateLook look(StateGroup group);
};

} // namespace dockhand::ui
