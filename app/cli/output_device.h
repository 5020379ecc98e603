// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace dockhand::cli {

/// Standard output as a device for reports. A write fails once the reader has gone.
class OutputDevice final : public QIODevice
{
    Q_OBJECT

public:
    OutputDevice();

    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;
};

} // namespace dockhand::cli
