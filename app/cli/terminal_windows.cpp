// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include <fcntl.h>
#include <io.h>
#include <windows.h>

#include <cstdio>

namespace dockhand::cli {

bool isErrorTerminal()
{
    return ::_isatty(::_fileno(stderr)) != 0;
}

int errorTerminalWidth()
{
    CONSOLE_SCREEN_BUFFER_INFO info;
    if (::GetConsoleScreenBufferInfo(::GetStdHandle(STD_ERROR_HANDLE), &info) != 0)
        return info.srWindow.Right - info.srWindow.Left + 1;
    return 80;
}

void prepareStandardStreams()
{
    ::SetConsoleOutputCP(CP_UTF8);
    ::_setmode(::_fileno(stdout), _O_BINARY);
}

} // namespace dockhand::cli
