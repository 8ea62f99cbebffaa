" Vim syntax file of LabWall sources.
" Made from grammar/ by EditorFilesTest; it is not edited by hand.
if exists('b:current_syntax')
  finish
endif
syntax case ignore
syntax sync minlines=50
syntax match labwallNumber ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!-?[0-9]+%(\.[0-9]+)?%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!;
syntax match labwallAddress ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(%([0-9]{1,3}%(\.[0-9]{1,3}){3}|%([0-9a-f.]*:){2,}[0-9a-f.]*)%(/[0-9.]+)?%(-%(%([0-9]{1,3}%(\.[0-9]{1,3}){3}|%([0-9a-f.]*:){2,}[0-9a-f.]*)%(/[0-9.]+)?|[0-9]+))*\*?|[0-9]+/[0-9]+)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!;
syntax match labwallRate ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<![0-9]+/[a-z]+%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!;
syntax match labwallDate ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<![0-9]{4}-[0-9]{2}-[0-9]{2}%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!;
syntax match labwallPort ;\%#=1\v/@1<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
syntax match labwallProtocol ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(tcp|udp|sctp|icmp6?|proto)/@=; nextgroup=labwallSlash
syntax match labwallSlash ;/; contained nextgroup=labwallPort
syntax match labwallLabel ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<![_a-z][\-0-9_a-z]*\=@=;
syntax match labwallFunction ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!6to4\(@=;
syntax match labwallBackQuoted ;\%#=1\v\`[^\u000a\u000d`]*\`;
syntax match labwallHostName ;\%#=1\v\C`hostname`;
syntax match labwallReference ;\%#=1\v\$\{[_a-z][0-9_a-z]*\}|\$[_a-z][0-9_a-z]*;
syntax match labwallEscape ;\%#=1\v\\.; contained
syntax region labwallString start=;"; skip=;\\.; end=;"; end=;$; contains=labwallEscape,labwallReference
syntax match labwallComment ;\%#=1\v\#[^\u000a\u000d]*; contains=@Spell
syntax cluster labwallAtoms contains=labwallNumber,labwallAddress,labwallRate,labwallDate,labwallProtocol,labwallLabel,labwallFunction,labwallBackQuoted,labwallHostName,labwallReference,labwallString,labwallComment
syntax match labwallSettingInSet ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<![_a-z][\-0-9_a-z]*\=@=; contained
highlight default link labwallSettingInSet labwallSetting
syntax region labwallStatementSet matchgroup=labwallDeclaration start=;\vset%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallSettingInSet
syntax match labwallOptionInRole ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!priority%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInRole labwallOption
syntax match labwallNameInRole ;\%#=1\v%(%(^|[{}])\s*role\s+)@80<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
highlight default link labwallNameInRole labwallName
syntax match labwallNameInList ;\%#=1\v%(,\s*)@20<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
highlight default link labwallNameInList labwallName
syntax region labwallStatementRole matchgroup=labwallDeclaration start=;\vrole%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallOptionInRole,labwallNameInRole,labwallNameInList
syntax region labwallStatementNetinit matchgroup=labwallDeclaration start=;\vnetinit%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms
syntax match labwallOptionInVlan ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(via|inet6|dhcp|poll|mtu|mac|metric|proxy\-arp|advertise|%(bond[\-_]%(slaves|mode|miimon|updelay|downdelay|use[\-_]carrier|primary|primary[\-_]reselect|lacp[\-_]rate|xmit[\-_]hash[\-_]policy|ad[\-_]select|min[\-_]links|arp[\-_]interval|arp[\-_]ip[\-_]target|fail[\-_]over[\-_]mac|num[\-_]grat[\-_]arp)|bridge[\-_]%(ports|stp|fd|hello|maxage|maxwait|ageing|bridgeprio|hw|waitport)|dns[\-_]%(nameservers|search|domain)))%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInVlan labwallOption
syntax region labwallStatementVlan matchgroup=labwallDeclaration start=;\vvlan%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallOptionInVlan
syntax match labwallOptionInDev ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(via|inet6|dhcp|poll|mtu|mac|metric|proxy\-arp|advertise|%(bond[\-_]%(slaves|mode|miimon|updelay|downdelay|use[\-_]carrier|primary|primary[\-_]reselect|lacp[\-_]rate|xmit[\-_]hash[\-_]policy|ad[\-_]select|min[\-_]links|arp[\-_]interval|arp[\-_]ip[\-_]target|fail[\-_]over[\-_]mac|num[\-_]grat[\-_]arp)|bridge[\-_]%(ports|stp|fd|hello|maxage|maxwait|ageing|bridgeprio|hw|waitport)|dns[\-_]%(nameservers|search|domain)))%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInDev labwallOption
syntax match labwallNameInDev ;\%#=1\v%(%(^|[{}])\s*dev\s+)@80<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
highlight default link labwallNameInDev labwallName
syntax region labwallStatementDev matchgroup=labwallDeclaration start=;\vdev%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallOptionInDev,labwallNameInDev
syntax match labwallOptionInRoute ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!via%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInRoute labwallOption
syntax region labwallStatementRoute matchgroup=labwallDeclaration start=;\vroute%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallOptionInRoute
syntax match labwallClauseInVrrp ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(group|auth|pass|version|advert|preempt|notify|track|start)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallClauseInVrrp labwallClause
syntax match labwallOptionInVrrp ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(via|%(polling|pooling)|delay|weight)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInVrrp labwallOption
syntax match labwallConstantInVrrp ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(on|off)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallConstantInVrrp labwallConstant
syntax region labwallStatementVrrp matchgroup=labwallDeclaration start=;\vvrrp%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallClauseInVrrp,labwallOptionInVrrp,labwallConstantInVrrp
syntax match labwallClauseInLogging ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(group|level|nflog|prefix|rate)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallClauseInLogging labwallClause
syntax match labwallOptionInLogging ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!burst%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInLogging labwallOption
syntax region labwallStatementLogging matchgroup=labwallDeclaration start=;\vlogging%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallClauseInLogging,labwallOptionInLogging
syntax match labwallClauseInVpn ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(proxy|pki|radius|join)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallClauseInVpn labwallClause
syntax match labwallSideInVpn ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!as%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallSideInVpn labwallSide
syntax match labwallOptionInVpn ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(ca|cert|key|crl|tls\-crypt|secret|port|inet6|clients|listen|outside|routes)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInVpn labwallOption
syntax region labwallStatementVpn matchgroup=labwallDeclaration start=;\vvpn%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallClauseInVpn,labwallSideInVpn,labwallOptionInVpn
syntax match labwallNameInVpnuser ;\%#=1\v%(%(^|[{}])\s*vpnuser\s+)@80<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
highlight default link labwallNameInVpnuser labwallName
syntax region labwallStatementVpnuser matchgroup=labwallDeclaration start=;\vvpnuser%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallNameInVpnuser
syntax match labwallNameInHost ;\%#=1\v%(%(^|[{}])\s*host\s+)@80<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
highlight default link labwallNameInHost labwallName
syntax region labwallStatementHost matchgroup=labwallDeclaration start=;\vhost%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallNameInHost
syntax match labwallNameInNet ;\%#=1\v%(%(^|[{}])\s*net\s+)@80<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
highlight default link labwallNameInNet labwallName
syntax region labwallStatementNet matchgroup=labwallDeclaration start=;\vnet%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallNameInNet
syntax match labwallNameInGroup ;\%#=1\v%(%(^|[{}])\s*group\s+)@80<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
highlight default link labwallNameInGroup labwallName
syntax region labwallStatementGroup matchgroup=labwallDeclaration start=;\vgroup%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallNameInGroup
syntax match labwallOptionInService ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!helper%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInService labwallOption
syntax match labwallNameInService ;\%#=1\v%(%(^|[{}])\s*service\s+)@80<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
highlight default link labwallNameInService labwallName
syntax region labwallStatementService matchgroup=labwallDeclaration start=;\vservice%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallOptionInService,labwallNameInService
syntax region labwallStatementInclude matchgroup=labwallDeclaration start=;\vinclude%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms
syntax match labwallNameInMacro ;\%#=1\v%(%(^|[{}])\s*macro\s+)@80<=[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+; contained
highlight default link labwallNameInMacro labwallName
syntax region labwallStatementMacro matchgroup=labwallDeclaration start=;\vmacro%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallNameInMacro
syntax match labwallSideInAllowDenyReject ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(from|to)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallSideInAllowDenyReject labwallSide
syntax match labwallOptionInAllowDenyReject ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(log|limit|expires|only|note|burst)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInAllowDenyReject labwallOption
syntax match labwallOperatorInAllowDenyReject ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!not%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOperatorInAllowDenyReject labwallOperator
syntax match labwallConstantInAllowDenyReject ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(self|any)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallConstantInAllowDenyReject labwallConstant
syntax region labwallStatementAllowDenyReject matchgroup=labwallVerdict start=;\v%(allow|deny|reject)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallSideInAllowDenyReject,labwallOptionInAllowDenyReject,labwallOperatorInAllowDenyReject,labwallConstantInAllowDenyReject
syntax match labwallVerdictInExpect ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(allow|deny|reject)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallVerdictInExpect labwallVerdict
syntax match labwallSideInExpect ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(from|to)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallSideInExpect labwallSide
syntax match labwallOptionInExpect ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(log|limit|expires|only|note|burst)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInExpect labwallOption
syntax match labwallOperatorInExpect ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!not%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOperatorInExpect labwallOperator
syntax match labwallConstantInExpect ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(self|any)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallConstantInExpect labwallConstant
syntax region labwallStatementExpect matchgroup=labwallVerdict start=;\vexpect%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallVerdictInExpect,labwallSideInExpect,labwallOptionInExpect,labwallOperatorInExpect,labwallConstantInExpect
syntax region labwallStatementEnableDisable matchgroup=labwallVerdict start=;\v%(enable|disable)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms
syntax match labwallSideInFromTo ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(from|to)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallSideInFromTo labwallSide
syntax match labwallOperatorInFromTo ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!not%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOperatorInFromTo labwallOperator
syntax match labwallConstantInFromTo ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(self|any)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallConstantInFromTo labwallConstant
syntax region labwallStatementFromTo matchgroup=labwallSide start=;\v%(from|to)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallSideInFromTo,labwallOperatorInFromTo,labwallConstantInFromTo
syntax match labwallSideInMasquerade ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(from|to)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallSideInMasquerade labwallSide
syntax match labwallOptionInMasquerade ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(log|limit|expires|only|note|burst)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInMasquerade labwallOption
syntax match labwallOperatorInMasquerade ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!not%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOperatorInMasquerade labwallOperator
syntax match labwallConstantInMasquerade ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(self|any)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallConstantInMasquerade labwallConstant
syntax region labwallStatementMasquerade matchgroup=labwallVerdict start=;\vmasquerade%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallSideInMasquerade,labwallOptionInMasquerade,labwallOperatorInMasquerade,labwallConstantInMasquerade
syntax match labwallSideInSnat ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(as|from|to)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallSideInSnat labwallSide
syntax match labwallOptionInSnat ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(log|limit|expires|only|note|burst)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInSnat labwallOption
syntax match labwallOperatorInSnat ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!not%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOperatorInSnat labwallOperator
syntax match labwallConstantInSnat ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(virtual|self|any)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallConstantInSnat labwallConstant
syntax region labwallStatementSnat matchgroup=labwallVerdict start=;\vsnat%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallSideInSnat,labwallOptionInSnat,labwallOperatorInSnat,labwallConstantInSnat
syntax match labwallSideInForward ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(to|on)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallSideInForward labwallSide
syntax match labwallOptionInForward ;\%#=1\v%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[}`])@1<!%(allow|without|log|limit|expires|only|note|burst)%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; contained
highlight default link labwallOptionInForward labwallOption
syntax region labwallStatementForward matchgroup=labwallVerdict start=;\vforward%([^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]|[=`])@!; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms,labwallSideInForward,labwallOptionInForward
syntax region labwallSettingLine matchgroup=labwallSetting start=;\v[_a-z][\-0-9_a-z]*\=@=; skip=;\v\\\s*$; end=;$; end=;[{}];me=s-1 contained contains=@labwallAtoms
syntax match labwallCall ;\v[^\u0001-\u0020"#(),=\\`{}\u007f-\u00a0\u2028\u2029\ufeff]+\ze\s*\(; contained
syntax cluster labwallStatements contains=labwallStatementSet,labwallStatementRole,labwallStatementNetinit,labwallStatementVlan,labwallStatementDev,labwallStatementRoute,labwallStatementVrrp,labwallStatementLogging,labwallStatementVpn,labwallStatementVpnuser,labwallStatementHost,labwallStatementNet,labwallStatementGroup,labwallStatementService,labwallStatementInclude,labwallStatementMacro,labwallStatementAllowDenyReject,labwallStatementExpect,labwallStatementEnableDisable,labwallStatementFromTo,labwallStatementMasquerade,labwallStatementSnat,labwallStatementForward,labwallSettingLine,labwallCall
syntax match labwallLineStart ;\v^\s*\ze[a-z_]; nextgroup=@labwallStatements
syntax match labwallBrace ;[{}]; nextgroup=@labwallStatements skipwhite
highlight default link labwallDeclaration Type
highlight default link labwallClause Keyword
highlight default link labwallVerdict Statement
highlight default link labwallSide Keyword
highlight default link labwallOption StorageClass
highlight default link labwallOperator Operator
highlight default link labwallConstant Constant
highlight default link labwallName Identifier
highlight default link labwallCall Function
highlight default link labwallFunction Function
highlight default link labwallSetting Identifier
highlight default link labwallReference PreProc
highlight default link labwallHostName Special
highlight default link labwallBackQuoted Error
highlight default link labwallLabel Label
highlight default link labwallComment Comment
highlight default link labwallString String
highlight default link labwallEscape SpecialChar
highlight default link labwallProtocol Function
highlight default link labwallPort Number
highlight default link labwallDate Number
highlight default link labwallRate Number
highlight default link labwallAddress Number
highlight default link labwallNumber Number
let b:current_syntax = 'labwall'
