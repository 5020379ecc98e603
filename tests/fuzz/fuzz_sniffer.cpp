// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/sniffer.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdlib>

using namespace dockhand::source;
using namespace Qt::StringLiterals;

// Any bytes are sniffed without a crash, and what is found has the shape that is promised.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QTemporaryDir folder;
    QFile file(folder.filePath(u"input"_s));
    if (!file.open(QIODevice::WriteOnly)
        || file.write(reinterpret_cast<const char *>(data), static_cast<qint64>(size)) < 0)
        return 0;
    file.close();
    const auto sniff = sniffFile(file.fileName());
    if (sniff && (sniff->header.empty() || sniff->confidence < 0 || sniff->confidence > 1))
        std::abort();
    return 0;
}
