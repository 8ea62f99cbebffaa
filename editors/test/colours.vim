" Answers what the lines of the file `places` ask for, each a file, a line and a
" character in it: the file `colours` has the syntax groups there, a line for each.
" The groups of one statement (labwallOptionInVlan) count as what they link to.
let s:answer = []
for s:place in readfile('places')
  let [s:file, s:line, s:character] = split(s:place)
  if s:file !=# expand('%')
    execute 'edit' s:file
  endif
  let s:column = byteidx(getline(s:line), s:character - 1) + 1
  let s:names = map(synstack(s:line, s:column), 'synIDattr(v:val, "name")')
  call add(s:answer, join(map(s:names, 'substitute(v:val, "In[A-Z].*", "", "")')))
endfor
call writefile(s:answer, 'colours')
qall!
