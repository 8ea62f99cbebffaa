autocmd BufNewFile,BufRead *.lw setfiletype labwall
