# C++20, strict warnings, sanitizers: the same for every target of the project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(ocppgw_warnings INTERFACE)
target_compile_options(ocppgw_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Wimplicit-fallthrough -Wcast-qual $<$<BOOL:${OCPPGW_WERROR}>:-Werror>)
# At -O2 GCC 12 reports correct uses of std::string as reading or writing out of bounds (its bugs 105329, 105651), and GCC 14 a map
# that is being constructed as uninitialised. Clang's warnings and AddressSanitizer look for the real ones.
target_compile_options(ocppgw_warnings INTERFACE
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<NOT:$<CONFIG:Debug>>>:-Wno-array-bounds;-Wno-maybe-uninitialized;-Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread>)

if(OCPPGW_SANITIZE)
  add_compile_options(-fsanitize=${OCPPGW_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${OCPPGW_SANITIZE})
  # Clang 14 cannot assemble its function type checks inside coroutines.
  add_compile_options($<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function>)
endif()
if(OCPPGW_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # so that the fuzzers see what they reach inside the modules
endif()

find_program(OCPPGW_CCACHE ccache)
if(OCPPGW_CCACHE AND NOT OCPPGW_PCH)  # ccache cannot share between clones what was compiled with a precompiled header
  set(CMAKE_CXX_COMPILER_LAUNCHER ${OCPPGW_CCACHE})
endif()
find_program(OCPPGW_MOLD mold)
if(OCPPGW_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
