# SPDX-FileCopyrightText: The Dockhand authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Counts the instructions of the reader, the converter and the writer over a fixed input and compares them with
# the committed figures. Fails when one has risen by more than 3 %; tells when one has fallen by as much.
#   cmake -D PROGRAM=count_work -D VALGRIND=valgrind -D FOLDER=DIR -D COUNTS=FILE.json [-D UPDATE=ON]
#       -P instruction_counts.cmake
set(stages reader converter writer rowWriter)
set(allowed_permille 30)
set(update_command "cmake --build --preset release --target update_instruction_counts")

# count(STAGE RESULT): instructions of one stage. Nothing may depend on the machine: not the C library's choice of
# code for a processor, not the seed of hash tables, not when functions are looked up.
function(count stage result)
    string(TOUPPER "${stage}" first)
    string(SUBSTRING "${first}" 0 1 first)
    string(SUBSTRING "${stage}" 1 -1 rest)
    set(out "${FOLDER}/callgrind.${stage}")
    file(REMOVE "${out}")
    execute_process(
        COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C.UTF-8 TZ=UTC QT_HASH_SEED=0 LD_BIND_NOW=1
            GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX,-ERMS,-FSRM,-BMI2
            ${VALGRIND} --tool=callgrind --callgrind-out-file=${out} --collect-atstart=no
            "--toggle-collect=dockhand::bench::counted${first}${rest}*" ${PROGRAM} ${stage}
        RESULT_VARIABLE code OUTPUT_VARIABLE words ERROR_VARIABLE words)
    if(NOT code EQUAL 0 OR NOT EXISTS "${out}")
        message(FATAL_ERROR "The ${stage} could not be counted:\n${words}")
    endif()
    file(STRINGS "${out}" totals REGEX "^totals: [0-9]+$")
    if(NOT totals MATCHES "^totals: ([0-9]+)$" OR CMAKE_MATCH_1 EQUAL 0)
        message(FATAL_ERROR "No instruction of the ${stage} was counted")
    endif()
    set(${result} "${CMAKE_MATCH_1}" PARENT_SCOPE)
endfunction()

if(UPDATE)
    set(json "{}")
    foreach(stage IN LISTS stages)
        count(${stage} counted)
        string(JSON json SET "${json}" ${stage} ${counted})
        message(STATUS "${stage}: ${counted} instructions")
    endforeach()
    file(WRITE "${COUNTS}" "${json}\n")
    return()
endif()

file(READ "${COUNTS}" json)
set(risen "")
foreach(stage IN LISTS stages)
    count(${stage} counted)
    string(JSON committed GET "${json}" ${stage})
    math(EXPR permille "(${counted} - ${committed}) * 1000 / ${committed}")
    message(STATUS "${stage}: ${counted} instructions, committed ${committed} (${permille} per mille)")
    math(EXPR limit "${committed} * (1000 + ${allowed_permille}) / 1000")
    math(EXPR floor "${committed} * (1000 - ${allowed_permille}) / 1000")
    if(counted GREATER limit)
        list(APPEND risen ${stage})
    elseif(counted LESS floor)
        message("The ${stage} needs fewer instructions now. Keep that: ${update_command}")
    endif()
endforeach()
if(risen)
    list(JOIN risen ", " risen)
    message(FATAL_ERROR "More than 3 % more instructions than committed: ${risen}. Make it cheaper again, or, when "
        "that is what it costs, run\n  ${update_command}\nand commit the figures with the reason.")
endif()
