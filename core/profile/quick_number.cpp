// SPDX-FileCopyrightText: The Dockhand authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/quick_number.h"

namespace dockhand::profile {

namespace {

/// With at most eight digits before the point the scaled value stays below 2^52, where a double
/// gives back every decimal.
constexpr int kMostScale = 7;

} // namespace

QuickNumber::QuickNumber(const NumberForm &form)
    : m_point(pointOf(form.style))
    , m_isCanonical(form.canonicalOnly)
{
    if (form.scale < 0 || form.scale > kMostScale)
        return;
    m_behindPoint = static_cast<std::size_t>(form.scale) + 1;
    m_mostWhole = 8;
    for (int digit = 0; digit < form.scale; ++digit)
        m_power *= 10;
}

} // namespace dockhand::profile
