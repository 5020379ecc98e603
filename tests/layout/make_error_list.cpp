// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later

// make_error_list: prints docs/errors.md.

#include "tests/layout/error_list.h"

#include <cstdio>

int main()
{
    std::fputs(dockhand::errorListMarkdown().toUtf8().constData(), stdout);
    return 0;
}
