// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>

namespace dockhand::cli {

bool isErrorTerminal()
{
    return ::isatty(STDERR_FILENO) == 1;
}

int errorTerminalWidth()
{
    winsize size {};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

void prepareStandardStreams()
{
    std::signal(SIGPIPE, SIG_IGN);
}

} // namespace dockhand::cli
