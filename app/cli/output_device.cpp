// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output_device.h"

#include "app/cli/console.h"

namespace dockhand::cli {

OutputDevice::OutputDevice()
{
    open(QIODevice::WriteOnly | QIODevice::Unbuffered);
}

qint64 OutputDevice::readData(char *, qint64)
{
    return -1;
}

qint64 OutputDevice::writeData(const char *data, qint64 size)
{
    printOut(std::string_view(data, static_cast<std::size_t>(size)));
    return isOutClosed() ? -1 : size;
}

} // namespace dockhand::cli
